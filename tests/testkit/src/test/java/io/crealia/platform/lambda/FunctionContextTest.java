package io.crealia.platform.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.crealia.local.cloud.CloudSettings;
import io.crealia.local.cloud.EmbeddedCloud;
import io.crealia.local.cloud.Service;
import io.crealia.platform.config.ConfigurationException;
import io.crealia.platform.error.DependencyException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.crac.Context;
import org.crac.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

final class FunctionContextTest {
    private static final Map<String, String> VARIABLES = Map.of("AWS_REGION", "eu-central-1", "AWS_ACCESS_KEY_ID", "a",
            "AWS_SECRET_ACCESS_KEY", "s", "CREALIA_MONGO_URI", "mongodb://127.0.0.1:1", "CREALIA_REDIS_URI",
            "redis://127.0.0.1:1", "CREALIA_AUTH_ISSUER", "https://issuer.example", "CREALIA_AUTH_AUDIENCE", "crealia",
            "CREALIA_AUTH_JWKS_URI", "https://issuer.example/jwks");

    /** Every server in the variables is away: nothing may connect before it is used. */
    @Test
    void beans_everythingOfThePlatform_isMadeOnceAndWithoutConnecting() {
        try (var context = PlatformComponent.start(VARIABLES)) {
            for (var bean : List.<Supplier<?>>of(context::clock, context::ids, context::awsClients, context::signer,
                    context::secrets, context::mongo, context::redis, context::vault, context::seal, context::audit,
                    context::verifier, context::idempotency, context::guard, context::batchEdge, context::scheduleEdge,
                    context::sender, context::outbox, context::budget, context::ledger, context::environment)) {
                var made = bean.get();
                assertThat(made).isNotNull().isSameAs(bean.get());
            }
            context.awsClients().s3();
            context.awsClients().sqs();
        }
    }

    @Test
    void start_variablesMissing_failsOnlyWhereTheyAreNeeded() {
        try (var context = PlatformComponent.start(Map.of())) {
            assertThatThrownBy(context::outbox).isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("AWS_REGION");
            assertThatThrownBy(context::verifier).isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("CREALIA_AUTH_JWKS_URI");
            assertThat(context.ids().ulid()).hasSize(26);
        }
    }

    @Test
    void start_twoFunctions_haveTheirOwnVariables() {
        try (var one = PlatformComponent.start(Map.of("X", "1"));
                var two = PlatformComponent.start(Map.of("X", "2"))) {
            assertThat(one.environment().required("X")).isEqualTo("1");
            assertThat(two.environment().required("X")).isEqualTo("2");
        }
    }

    @Test
    void secrets_givenDirectly_areTaken() {
        try (var context = PlatformComponent.start(VARIABLES)) {
            assertThat(context.secrets().value("CREALIA_MONGO_URI", "CREALIA_MONGO_SECRET_ARN"))
                    .isEqualTo("mongodb://127.0.0.1:1");
            assertThatThrownBy(() -> context.secrets().value("ABSENT", "ABSENT_ARN"))
                    .isInstanceOf(ConfigurationException.class).hasMessageContaining("ABSENT")
                    .hasMessageContaining("ABSENT_ARN");
        }
    }

    /** Without variables the connections could not even be made. */
    @Test
    void close_nothingAskedFor_makesNothing() {
        var context = PlatformComponent.start(Map.of());

        assertThatCode(context::close).doesNotThrowAnyException();
        assertThat(context.connections()).isEmpty();
    }

    @Test
    void close_connected_endsBothConnections(@TempDir Path directory) {
        try (var cloud = EmbeddedCloud
                .start(CloudSettings.inDirectory(directory).only(Service.MONGO, Service.REDIS))) {
            var variables = new HashMap<>(VARIABLES);
            variables.put("CREALIA_MONGO_URI", cloud.endpoints().mongoUri().toString());
            variables.put("CREALIA_REDIS_URI", cloud.endpoints().redisUri().toString());
            var context = PlatformComponent.start(variables);
            await().atMost(Duration.ofSeconds(20)).ignoreException(DependencyException.class)
                    .untilAsserted(context.redis()::ping);
            context.mongo().ping();
            try (var jedis = new Jedis(cloud.endpoints().redisUri())) {
                var connected = jedis.clientList().lines().count();
                assertThat(monitors()).isPositive();

                context.close();

                await("the connection to Redis").atMost(Duration.ofSeconds(20))
                        .until(() -> jedis.clientList().lines().count() < connected);
                await("the monitor of MongoDB").atMost(Duration.ofSeconds(20)).until(() -> monitors() == 0);
            }
        }
    }

    private static long monitors() {
        return Thread.getAllStackTraces().keySet().stream().filter(thread -> thread.getName().startsWith("cluster-"))
                .count();
    }

    @Test
    void snapStart_onlyThere_rehearses() {
        var rehearsals = new AtomicInteger();
        prepare("", rehearsals::incrementAndGet);
        prepare("on-demand", rehearsals::incrementAndGet);
        assertThat(rehearsals).hasValue(0);

        prepare("snap-start", rehearsals::incrementAndGet);
        assertThat(rehearsals.get()).isBetween(2, 120);
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

    /** What a restore does is rehearsed too: closed in the order of a checkpoint, made anew in that of a restore, then called. */
    @Test
    void snapStart_rehearsesTheRestore() {
        var done = new ArrayList<String>();
        prepare("snap-start", () -> done.add("call"), noting(done, "a"), noting(done, "b"));

        assertThat(done).containsSubsequence("call", "close b", "close a", "open a", "open b", "call");
        assertThat(done.getLast()).isEqualTo("call");
    }

    private static Resource noting(List<String> done, String name) {
        return new Resource() {
            @Override
            public void beforeCheckpoint(Context<? extends Resource> context) {
                done.add("close " + name);
            }

            @Override
            public void afterRestore(Context<? extends Resource> context) {
                done.add("open " + name);
            }
        };
    }

    private static void prepare(String initialisation, Callable<?> rehearsal, Resource... resources) {
        var variables = new HashMap<>(VARIABLES);
        variables.put("AWS_LAMBDA_INITIALIZATION_TYPE", initialisation);
        try (var context = PlatformComponent.start(variables)) {
            SnapStart.prepare(context, rehearsal, resources);
        }
    }
}
