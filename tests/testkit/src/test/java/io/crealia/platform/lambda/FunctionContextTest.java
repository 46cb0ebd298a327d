package io.crealia.platform.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crealia.platform.auth.TokenVerifier;
import io.crealia.platform.aws.AwsClients;
import io.crealia.platform.aws.S3Signer;
import io.crealia.platform.config.ConfigurationException;
import io.crealia.platform.config.Environment;
import io.crealia.platform.id.IdSource;
import io.crealia.platform.idempotency.Idempotency;
import io.crealia.platform.message.MessageSender;
import io.crealia.platform.message.Outbox;
import io.crealia.platform.store.MongoConnection;
import io.crealia.platform.store.RedisConnection;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class FunctionContextTest {
    private static final Map<String, String> VARIABLES = Map.of("AWS_REGION", "eu-central-1", "AWS_ACCESS_KEY_ID", "a",
            "AWS_SECRET_ACCESS_KEY", "s", "CREALIA_MONGO_URI", "mongodb://127.0.0.1:1", "CREALIA_REDIS_URI",
            "redis://127.0.0.1:1", "CREALIA_AUTH_ISSUER", "https://issuer.example", "CREALIA_AUTH_AUDIENCE", "crealia",
            "CREALIA_AUTH_JWKS_URI", "https://issuer.example/jwks");

    /** Every server in the variables is away: nothing may connect before it is used. */
    @Test
    void bean_everythingOfThePlatform_isMadeWithoutConnecting() {
        try (var context = FunctionContext.start(VARIABLES)) {
            for (var type : List.of(InstantSource.class, IdSource.class, AwsClients.class, S3Signer.class,
                    Secrets.class,
                    MongoConnection.class, RedisConnection.class, TokenVerifier.class, Idempotency.class,
                    MessageSender.class, Outbox.class, Environment.class)) {
                assertThat((Object) context.bean(type)).as(type.getSimpleName()).isNotNull();
                assertThat((Object) context.bean(type)).isSameAs(context.bean(type));
            }
            context.bean(AwsClients.class).s3();
            context.bean(AwsClients.class).sqs();
        }
    }

    @Test
    void start_variablesMissing_failsOnlyWhereTheyAreNeeded() {
        try (var context = FunctionContext.start(Map.of())) {
            assertThatCode(() -> context.bean(Outbox.class)).hasStackTraceContaining("AWS_REGION");
            assertThatThrownBy(() -> context.bean(TokenVerifier.class))
                    .hasStackTraceContaining("CREALIA_AUTH_JWKS_URI");
            assertThat(context.bean(IdSource.class).ulid()).hasSize(26);
        }
    }

    @Test
    void start_twoFunctions_haveTheirOwnVariables() {
        try (var one = FunctionContext.start(Map.of("X", "1")); var two = FunctionContext.start(Map.of("X", "2"))) {
            assertThat(one.bean(Environment.class).required("X")).isEqualTo("1");
            assertThat(two.bean(Environment.class).required("X")).isEqualTo("2");
        }
    }

    @Test
    void secrets_givenDirectly_areTaken() {
        try (var context = FunctionContext.start(VARIABLES)) {
            assertThat(context.bean(Secrets.class).value("CREALIA_MONGO_URI", "CREALIA_MONGO_SECRET_ARN"))
                    .isEqualTo("mongodb://127.0.0.1:1");
            assertThatThrownBy(() -> context.bean(Secrets.class).value("ABSENT", "ABSENT_ARN"))
                    .isInstanceOf(ConfigurationException.class).hasMessageContaining("ABSENT")
                    .hasMessageContaining("ABSENT_ARN");
        }
    }

    @Test
    void snapStart_onlyThere_rehearses() {
        var rehearsals = new AtomicInteger();
        prepare("", rehearsals::incrementAndGet);
        prepare("on-demand", rehearsals::incrementAndGet);
        assertThat(rehearsals).hasValue(0);

        prepare("snap-start", rehearsals::incrementAndGet);
        assertThat(rehearsals.get()).isBetween(1, 20);
    }

    /** Where nothing answers, each run would wait as long as the first. */
    @Test
    void snapStart_rehearsalFails_isNotRepeated() {
        var rehearsals = new AtomicInteger();
        prepare("snap-start", () -> {
            rehearsals.incrementAndGet();
            throw new IOException("nothing is connected");
        });

        assertThat(rehearsals).hasValue(1);
    }

    @Test
    void snapStart_rehearsalFails_functionStartsAllTheSame() {
        assertThatCode(() -> prepare("snap-start", () -> {
            throw new IOException("nothing is connected");
        })).doesNotThrowAnyException();
    }

    private static void prepare(String initialisation, Callable<?> rehearsal) {
        var variables = new HashMap<>(VARIABLES);
        variables.put("AWS_LAMBDA_INITIALIZATION_TYPE", initialisation);
        try (var context = FunctionContext.start(variables)) {
            SnapStart.prepare(context, rehearsal);
        }
    }
}
