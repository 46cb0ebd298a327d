package io.crealia.platform.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crealia.platform.config.ConfigurationException;
import io.crealia.platform.config.Environment;
import io.crealia.platform.http.HttpResponse;
import io.crealia.platform.http.Route;
import io.crealia.platform.store.RedisConnection;
import io.crealia.testkit.MovableClock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Without Redis: what a function does while it is away. */
final class RateLimitsTest {
    private static final Route GET = Route.get("/v1/things", "things:read", _ -> HttpResponse.noContent());

    private final MovableClock clock = new MovableClock();
    private static final RedisConnection AWAY = new RedisConnection(() -> "redis://127.0.0.1:1");

    @AfterAll
    static void close() {
        AWAY.close();
    }

    private RateLimits limits(Map<String, String> variables) {
        return RateLimits.of(new Environment(variables), AWAY, clock);
    }

    @Test
    void take_redisAway_countsInThisProcess() {
        var limits = limits(Map.of("CREALIA_LIMIT_READ", "2/3"));
        for (int left = 2; left >= 0; left--) {
            var verdict = limits.take(GET, "acme").orElseThrow();
            assertThat(verdict.allowed()).isTrue();
            assertThat(verdict.remaining()).isEqualTo(left);
        }
        var refused = limits.take(GET, "acme").orElseThrow();
        assertThat(refused.allowed()).isFalse();
        assertThat(refused.delay()).isEqualTo(Duration.ofMillis(500));
        assertThat(refused.headers()).isEqualTo(
                Map.of("RateLimit-Policy", "\"read\";q=3;w=2", "RateLimit", "\"read\";r=0;t=2"));

        clock.advance(Duration.ofMillis(500));
        assertThat(limits.take(GET, "acme").orElseThrow().allowed()).isTrue();
        assertThat(limits.take(GET, "acme").orElseThrow().allowed()).isFalse();
    }

    @Test
    void take_otherTenantOrClass_hasItsOwnRate() {
        var limits = limits(Map.of("CREALIA_LIMIT_READ", "1/1", "CREALIA_LIMIT_LIST", "1/1"));
        assertThat(limits.take(GET, "acme").orElseThrow().allowed()).isTrue();

        assertThat(limits.take(GET, "rival").orElseThrow().allowed()).isTrue();
        assertThat(limits.take(GET.limited(Route.Limit.LIST), "acme").orElseThrow().allowed()).isTrue();
        assertThat(limits.take(GET, "acme").orElseThrow().allowed()).isFalse();
    }

    @Test
    void take_heavyRoute_countsAsManyAndMayStillCome() {
        var limits = limits(Map.of("CREALIA_LIMIT_READ", "1/10"));

        assertThat(limits.take(GET.weighing(4), "acme").orElseThrow().remaining()).isEqualTo(6);
        assertThat(limits.take(GET.weighing(500), "rival").orElseThrow()).satisfies(verdict -> {
            assertThat(verdict.allowed()).isTrue();
            assertThat(verdict.remaining()).isZero();
        });
    }

    @Test
    void take_unlimitedRoute_isNotCounted() {
        assertThat(limits(Map.of()).take(GET.limited(Route.Limit.NONE), "acme")).isEmpty();
    }

    @Test
    void take_moreKeysThanAreKept_forgetsTheLongestUnused() {
        var buckets = new LocalBuckets(clock);
        var rate = new Rate(1_000_000, 2);
        buckets.take("first", rate, 1);
        buckets.take("second", rate, 1);
        buckets.take("first", rate, 1);
        for (int i = 0; i < LocalBuckets.MOST - 1; i++) {
            buckets.take("other-" + i, rate, 1);
        }

        assertThat(buckets.take("first", rate, 1).allowed()).isFalse();
        assertThat(buckets.take("second", rate, 1).remaining()).isEqualTo(1);
    }

    @Test
    void of_malformedVariable_namesIt() {
        for (var variable : new String[]{"READ", "LIST", "WRITE", "CREATE", "PRIVACY", "PLAY"}) {
            assertThatThrownBy(() -> limits(Map.of("CREALIA_LIMIT_" + variable, "many")))
                    .isInstanceOf(ConfigurationException.class).hasMessageContaining("CREALIA_LIMIT_" + variable);
        }
    }
}
