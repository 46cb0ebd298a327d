package io.crealia.infra;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One installation.
 *
 * @param name part of every physical name; the parameter {@code Stage} of template.yaml
 * @param protect whether data stores outlive their stack and cannot be deleted by mistake
 * @param natGateways ways out of the VPC, for webhooks and providers: one is cheap, one per zone outlives a zone
 * @param parameters of template.yaml, as far as this stage departs from the template's own defaults
 * @param monthlyBudgetUsd of the account's costs, in US dollars; the alarm topic hears at 80 % and when more is forecast
 * @param domain where the API is reached; empty for the address that API Gateway gives
 * @param repository {@code owner/name} on GitHub whose workflows may deploy; empty for none
 */
record StageConfig(String name, boolean protect, int natGateways, MongoStore mongo, int backupDays,
        Map<String, String> parameters, int monthlyBudgetUsd, Optional<Domain> domain, Optional<String> repository,
        Optional<String> alarmEmail) {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]{1,15}");
    private static final Pattern REPOSITORY = Pattern.compile("[A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+");

    StageConfig {
        require(NAME.matcher(name).matches(), "name: expected " + NAME + ", found " + name);
        require(natGateways >= 1 && natGateways <= 3, "natGateways: expected 1 to 3, found " + natGateways);
        require(backupDays >= 1 && backupDays <= 35, "backupDays: expected 1 to 35 (DocumentDB), found " + backupDays);
        require(monthlyBudgetUsd > 0, "monthlyBudgetUsd: expected more than 0, found " + monthlyBudgetUsd);
        repository.ifPresent(found -> require(REPOSITORY.matcher(found).matches(),
                "repository: expected owner/name, found " + found));
        parameters = Map.copyOf(parameters);
    }

    /** Where MongoDB is. */
    sealed interface MongoStore {
        /** Made here. {@code instanceType} as EC2 names it, for example {@code t4g.medium}. */
        record DocumentDb(String instanceType, int instances) implements MongoStore {
            public DocumentDb {
                require(instances >= 1 && instances <= 16, "instances: expected 1 to 16, found " + instances);
            }
        }

        /** Somebody else's, for example Atlas: a secret whose whole text is the connection string. */
        record Given(String secretArn) implements MongoStore {
            public Given {
                require(secretArn.startsWith("arn:"), "secretArn: expected an ARN, found " + secretArn);
            }
        }
    }

    /** @param hostedZoneId Route 53 zone of the domain, for the certificate's proof and the address */
    record Domain(String name, String hostedZoneId) {
        Domain {
            require(name.contains("."), "domain: expected a full name such as api.example.com, found " + name);
            require(hostedZoneId.startsWith("Z"), "hostedZoneId: expected Z..., found " + hostedZoneId);
        }
    }

    /** Prefix of stacks and names. */
    String prefix() {
        return "crealia-" + name;
    }

    StageConfig with(Settings settings) {
        return new StageConfig(name, protect, natGateways, settings.mongoSecretArn().<MongoStore>map(
                MongoStore.Given::new).orElse(mongo), backupDays, parameters, monthlyBudgetUsd, settings.domain(),
                settings.repository(), settings.alarmEmail());
    }

    /** What an operator says at synth, as context {@code crealia:...}. */
    record Settings(Optional<String> mongoSecretArn, Optional<Domain> domain, Optional<String> repository,
            Optional<String> alarmEmail) {

        static final Settings NONE = new Settings(Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty());
    }

    private static void require(boolean condition, String problem) {
        if (!condition) {
            throw new IllegalArgumentException("stage: " + problem);
        }
    }
}
