package io.crealia.uploads.contract;

import static io.crealia.uploads.fake.Samples.ACME;
import static io.crealia.uploads.fake.Samples.OTHER;
import static io.crealia.uploads.fake.Samples.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.contracts.SourceObject;
import io.crealia.platform.message.OutboxMessage;
import io.crealia.platform.message.QueueName;
import io.crealia.uploads.domain.Rejection;
import io.crealia.uploads.domain.Upload;
import io.crealia.uploads.domain.UploadSession;
import io.crealia.uploads.fake.Samples;
import io.crealia.uploads.port.SweepQueue;
import io.crealia.uploads.port.UploadRepository;
import io.crealia.uploads.port.UploadRepository.Stored;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every {@link UploadRepository} does, with its {@link SweepQueue}. */
public abstract class UploadRepositoryContract {
    private static final OutboxMessage MESSAGE = new OutboxMessage("evt_1", QueueName.FACTS, "{\"a\":1}");
    private static final UploadSession PUT = Samples.put(1, Samples.mp4(100, 1));
    private static final UploadSession PARTS = Samples.multipart(2, 12 * Samples.MIB);
    private static final SourceObject SOURCE = new SourceObject("media", "acme/x/source/original", "e", 100, "mp4");
    private UploadRepository uploads;
    private SweepQueue queue;

    /** Two views of one empty store. */
    protected record Views(UploadRepository uploads, SweepQueue queue) {}

    protected abstract Views empty();

    @BeforeEach
    void begin() {
        var views = empty();
        uploads = views.uploads();
        queue = views.queue();
    }

    static Stream<Upload> everyState() {
        var reason = new Rejection("upload.empty", "The file has no content.");
        return Stream.of(new Upload.Waiting(PUT), new Upload.Opening(PARTS), new Upload.PartsWaiting(PARTS, "s"),
                new Upload.Uploading(PARTS, "s"), new Upload.Processing(PUT), new Upload.AssetCreated(PUT, SOURCE),
                new Upload.Errored(PUT, reason), new Upload.Cancelled(PUT, Optional.empty()),
                new Upload.Cancelled(PARTS, Optional.of("s")), new Upload.TimedOut(PARTS, Optional.of("s")));
    }

    @Test
    void list_pages_areATenantsNewestFirst() {
        for (int number = 1; number <= 5; number++) {
            uploads.insert(new Upload.Waiting(Samples.put(number, Samples.mp4(100, number))), START);
        }
        var all = uploads.list(ACME, Optional.empty(), 9);

        assertThat(all).hasSize(5).isSortedAccordingTo(
                Comparator.comparing((Upload upload) -> upload.session().id().value()).reversed());
        assertThat(uploads.list(ACME, Optional.empty(), 2)).isEqualTo(all.subList(0, 2));
        assertThat(uploads.list(ACME, Optional.of(all.get(1).session().id()), 2)).isEqualTo(all.subList(2, 4));
        assertThat(uploads.list(ACME, Optional.of(all.getLast().session().id()), 2)).isEmpty();
        assertThat(uploads.list(OTHER, Optional.empty(), 9)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("everyState")
    void insert_anyState_isFoundAsItWas(Upload upload) {
        assertThat(uploads.insert(upload, START)).isTrue();

        var stored = new Stored(upload, 0, List.of(), Optional.of(START));
        assertThat(uploads.find(ACME, upload.session().id())).contains(stored);
        assertThat(uploads.findByRequestKey(ACME, upload.session().request().key())).contains(stored);
    }

    @ParameterizedTest
    @MethodSource("everyState")
    void replace_anyState_isFoundAsItWas(Upload upload) {
        uploads.insert(upload, START);
        var stored = uploads.find(ACME, upload.session().id()).orElseThrow();

        var next = new Stored(upload, 1, List.of(MESSAGE), Optional.empty());
        assertThat(uploads.replace(stored, next)).contains(next);
        assertThat(uploads.find(ACME, upload.session().id())).contains(next);
    }

    @Test
    void find_ofAnotherTenant_isEmpty() {
        uploads.insert(new Upload.Waiting(PUT), START);

        assertThat(uploads.find(OTHER, PUT.id())).isEmpty();
        assertThat(uploads.findByRequestKey(OTHER, PUT.request().key())).isEmpty();
    }

    @Test
    void find_missing_isEmpty() {
        assertThat(uploads.find(ACME, Samples.uploadId(9))).isEmpty();
        assertThat(uploads.findByRequestKey(ACME, "key:9")).isEmpty();
    }

    @Test
    void insert_sameRequestKey_changesNothing() {
        var second = Samples.session(3, PUT.request().key(), 100, Optional.of(new byte[100]), PUT.transfer());

        assertThat(uploads.insert(new Upload.Waiting(PUT), START)).isTrue();
        assertThat(uploads.insert(new Upload.Waiting(second), START)).isFalse();
        assertThat(uploads.find(ACME, second.id())).isEmpty();
    }

    @Test
    void insert_sameId_changesNothing() {
        var second = Samples.session(1, "key:another", 100, Optional.of(new byte[100]), PUT.transfer());

        assertThat(uploads.insert(new Upload.Waiting(PUT), START)).isTrue();
        assertThat(uploads.insert(new Upload.Waiting(second), START)).isFalse();
        assertThat(uploads.find(ACME, PUT.id()).orElseThrow().upload().session()).isEqualTo(PUT);
    }

    @Test
    void insert_sameKeyAtOnce_oneWins() throws Exception {
        var calls = IntStream.range(10, 26).mapToObj(number -> (Callable<Boolean>) () -> uploads.insert(
                new Upload.Waiting(Samples.session(number, "key:same", 9, Optional.of(new byte[9]), PUT.transfer())),
                START)).toList();

        try (var threads = Executors.newFixedThreadPool(16)) {
            var won = 0;
            for (var call : threads.invokeAll(calls)) {
                won += call.get() ? 1 : 0;
            }
            assertThat(won).isOne();
        }
    }

    @Test
    void replace_afterSomebodyElse_changesNothing() {
        uploads.insert(new Upload.Waiting(PUT), START);
        var read = uploads.find(ACME, PUT.id()).orElseThrow();
        uploads.replace(read, read.become(new Upload.Processing(PUT)));

        assertThat(uploads.replace(read, read.abandon(new Upload.Cancelled(PUT, Optional.empty())))).isEmpty();
        assertThat(uploads.find(ACME, PUT.id()).orElseThrow().upload()).isInstanceOf(Upload.Processing.class);
    }

    @Test
    void acknowledge_sentMessage_emptiesTheOutboxAndLeavesTheQueue() {
        finished();

        uploads.acknowledge(ACME, PUT.id(), List.of(MESSAGE.id(), "evt_unknown"));

        var after = uploads.find(ACME, PUT.id()).orElseThrow();
        assertThat(after.outbox()).isEmpty();
        assertThat(after.sweepAt()).isEmpty();
        assertThat(after.version()).isEqualTo(1);
    }

    @Test
    void acknowledge_ofAnotherTenant_changesNothing() {
        var before = finished();

        uploads.acknowledge(OTHER, PUT.id(), List.of(MESSAGE.id()));

        assertThat(uploads.find(ACME, PUT.id())).contains(before);
    }

    private Stored finished() {
        uploads.insert(new Upload.Waiting(PUT), START);
        var read = uploads.find(ACME, PUT.id()).orElseThrow();
        return uploads.replace(read, read.finish(new Upload.AssetCreated(PUT, SOURCE), MESSAGE, START.plusSeconds(60)))
                .orElseThrow();
    }

    @Test
    void due_someLater_givesTheMostOverdueFirst() {
        add(1, START.plusSeconds(2));
        add(2, START);
        add(3, START.plusSeconds(1));
        add(4, START.plusSeconds(3));

        assertThat(ids(queue.due(START.plusSeconds(2), 10))).containsExactly(2, 3, 1);
        assertThat(ids(queue.due(START.plusSeconds(2), 2))).containsExactly(2, 3);
    }

    @Test
    void due_nothingLeftToDo_isNotGiven() {
        add(1, START);
        var read = uploads.find(ACME, Samples.uploadId(1)).orElseThrow();
        uploads.replace(read, read.abandon(new Upload.Cancelled(read.upload().session(), Optional.empty())));

        assertThat(queue.due(START.plusSeconds(1_000_000), 10)).isEmpty();
    }

    @Test
    void postpone_twiceFromOneReading_succeedsOnce() {
        add(1, START);
        var read = queue.due(START, 10).getFirst();

        assertThat(queue.postpone(read, START.plusSeconds(10))).isTrue();
        assertThat(queue.postpone(read, START.plusSeconds(20))).isFalse();
        assertThat(queue.due(START.plusSeconds(9), 10)).isEmpty();
        assertThat(queue.due(START.plusSeconds(10), 10)).hasSize(1);
    }

    private void add(int number, Instant sweepAt) {
        uploads.insert(new Upload.Waiting(Samples.put(number, new byte[10])), sweepAt);
    }

    private static List<Integer> ids(List<Stored> uploads) {
        return uploads.stream().map(stored -> Integer.valueOf(stored.upload().session().id().ulid())).toList();
    }
}
