package io.crealia.webhooks.adapter;

import static io.crealia.webhooks.Samples.ACME;
import static io.crealia.webhooks.Samples.ENDPOINT;
import static io.crealia.webhooks.Samples.NOW;
import static io.crealia.webhooks.Samples.OTHER_ENDPOINT;
import static io.crealia.webhooks.Samples.RIVAL;
import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.webhooks.Samples;
import io.crealia.webhooks.domain.Endpoint;
import io.crealia.webhooks.domain.Endpoint.RequestMark;
import io.crealia.webhooks.domain.EventType;
import io.crealia.webhooks.domain.SigningKey;
import io.crealia.webhooks.port.EndpointRepository;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link EndpointRepository} keeps. */
abstract class EndpointRepositoryContract {
    /** An empty repository. */
    abstract EndpointRepository repository();

    @Test
    void find_inserted_isEqual() {
        var endpoints = repository();
        var endpoint = Samples.endpoint(ACME, ENDPOINT, 0, EventType.ASSET_READY, EventType.ASSET_DELETED)
                .rotated(new SecureKeyMaker().make(SigningKey.Kind.V1A), new RequestMark("k", "h"), NOW).orElseThrow();
        assertThat(endpoints.insert(endpoint)).isTrue();

        assertThat(endpoints.find(ACME, ENDPOINT).orElseThrow()).usingRecursiveComparison().isEqualTo(endpoint);
    }

    @Test
    void find_foreignOrMissing_isEmpty() {
        var endpoints = repository();
        endpoints.insert(Samples.endpoint(ACME, ENDPOINT, 0));

        assertThat(endpoints.find(RIVAL, ENDPOINT)).isEmpty();
        assertThat(endpoints.find(ACME, OTHER_ENDPOINT)).isEmpty();
        assertThat(endpoints.list(RIVAL)).isEmpty();
        assertThat(endpoints.delete(RIVAL, ENDPOINT)).isFalse();
        assertThat(endpoints.list(ACME)).hasSize(1);
    }

    @Test
    void insert_sameSlotOrSameRequest_isRefused() {
        var endpoints = repository();
        assertThat(endpoints.insert(Samples.endpoint(ACME, ENDPOINT, 0))).isTrue();

        assertThat(endpoints.insert(Samples.endpoint(ACME, OTHER_ENDPOINT, 0))).isFalse();
        assertThat(endpoints.insert(Samples.endpoint(ACME, ENDPOINT, 1))).isFalse();
        assertThat(endpoints.insert(Samples.endpoint(RIVAL, OTHER_ENDPOINT, 0))).isTrue();
    }

    @Test
    void insert_manyAtOnceForOneSlot_letsOneIn() throws Exception {
        var endpoints = repository();
        try (var threads = Executors.newFixedThreadPool(16)) {
            var inserts = IntStream.range(0, 16).<Callable<Boolean>>mapToObj(
                    i -> () -> endpoints.insert(Samples.endpoint(ACME, Samples.endpointId(i), 0))).toList();
            var won = 0;
            for (var insert : threads.invokeAll(inserts)) {
                won += insert.get() ? 1 : 0;
            }
            assertThat(won).isEqualTo(1);
        }
    }

    @Test
    void compareAndSet_nextVersion_replacesOnce() {
        var endpoints = repository();
        var first = Samples.endpoint(ACME, ENDPOINT, 0);
        endpoints.insert(first);
        var next = first.changed(Optional.empty(), Optional.of(Set.of(EventType.ASSET_READY)), Optional.of(false), NOW);

        assertThat(endpoints.compareAndSet(next)).isTrue();
        assertThat(endpoints.compareAndSet(next)).isFalse();
        var found = endpoints.find(ACME, ENDPOINT).orElseThrow();
        assertThat(found.state()).isEqualTo(Endpoint.State.DISABLED);
        assertThat(found.events()).containsExactly(EventType.ASSET_READY);
    }

    @Test
    void compareAndSet_deleted_isRefused() {
        var endpoints = repository();
        var first = Samples.endpoint(ACME, ENDPOINT, 0);
        endpoints.insert(first);
        assertThat(endpoints.delete(ACME, ENDPOINT)).isTrue();

        assertThat(endpoints.compareAndSet(first.gone(NOW))).isFalse();
        assertThat(endpoints.list(ACME)).isEmpty();
    }
}
