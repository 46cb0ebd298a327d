package io.crealia.infra;

import java.util.Set;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cognito.AccountRecovery;
import software.amazon.awscdk.services.cognito.AuthFlow;
import software.amazon.awscdk.services.cognito.CognitoDomainOptions;
import software.amazon.awscdk.services.cognito.FeaturePlan;
import software.amazon.awscdk.services.cognito.Mfa;
import software.amazon.awscdk.services.cognito.MfaSecondFactor;
import software.amazon.awscdk.services.cognito.OAuthFlows;
import software.amazon.awscdk.services.cognito.OAuthScope;
import software.amazon.awscdk.services.cognito.OAuthSettings;
import software.amazon.awscdk.services.cognito.PasswordPolicy;
import software.amazon.awscdk.services.cognito.ResourceServerScope;
import software.amazon.awscdk.services.cognito.SignInAliases;
import software.amazon.awscdk.services.cognito.StandardThreatProtectionMode;
import software.amazon.awscdk.services.cognito.UserPool;
import software.amazon.awscdk.services.cognito.UserPoolClientOptions;
import software.amazon.awscdk.services.cognito.UserPoolDomainOptions;
import software.amazon.awscdk.services.cognito.UserPoolResourceServerOptions;
import software.constructs.Construct;

/**
 * A Cognito user pool whose resource server has the scopes of the template's routes, and a client for an application's own
 * server, which gets tokens by its secret. Browser clients are the operator's: they need addresses to come back to.
 */
final class Users extends Construct {
    private final UserPool pool;

    /** @param scopes of the template's routes, without the audience */
    Users(Construct scope, String id, StageConfig stage, Set<String> scopes, RemovalPolicy removal) {
        super(scope, id);
        this.pool = UserPool.Builder.create(this, "Pool").userPoolName(stage.prefix()).selfSignUpEnabled(false)
                .signInAliases(SignInAliases.builder().email(true).build()).signInCaseSensitive(false)
                .passwordPolicy(PasswordPolicy.builder().minLength(14).requireDigits(true).requireLowercase(true)
                        .requireUppercase(true).requireSymbols(true).build())
                .mfa(Mfa.REQUIRED).mfaSecondFactor(MfaSecondFactor.builder().otp(true).sms(false).build())
                .featurePlan(FeaturePlan.PLUS)
                .standardThreatProtectionMode(StandardThreatProtectionMode.FULL_FUNCTION)
                .accountRecovery(AccountRecovery.EMAIL_ONLY).deletionProtection(stage.protect())
                .removalPolicy(removal).build();
        var declared = scopes.stream().map(name -> ResourceServerScope.Builder.create().scopeName(name)
                .scopeDescription("Routes of the API that ask for " + name).build()).toList();
        var server = pool.addResourceServer("Api", UserPoolResourceServerOptions.builder().identifier("crealia-api")
                .scopes(declared).build());
        pool.addDomain("Domain", UserPoolDomainOptions.builder()
                .cognitoDomain(CognitoDomainOptions.builder()
                        .domainPrefix(stage.prefix() + "-" + Stack.of(this).getAccount())
                        .build())
                .build());
        pool.addClient("Server", UserPoolClientOptions.builder().generateSecret(true)
                .authFlows(AuthFlow.builder().build()).accessTokenValidity(Duration.hours(1))
                .preventUserExistenceErrors(true).enableTokenRevocation(true)
                .oAuth(OAuthSettings.builder().flows(OAuthFlows.builder().clientCredentials(true).build())
                        .scopes(declared.stream().map(each -> OAuthScope.resourceServer(server, each)).toList())
                        .build())
                .build());
    }

    String poolId() {
        return pool.getUserPoolId();
    }

}
