package io.crealia.uploads.usecase;

import static io.crealia.uploads.fake.Samples.ACME;
import static io.crealia.uploads.fake.Samples.OTHER;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crealia.contracts.Fact;
import io.crealia.contracts.RunParameters;
import io.crealia.platform.error.DependencyException;
import io.crealia.uploads.domain.Transfer;
import io.crealia.uploads.domain.Upload;
import io.crealia.uploads.domain.UploadSession;
import io.crealia.uploads.fake.Bench;
import io.crealia.uploads.fake.Samples;
import io.crealia.uploads.usecase.AcceptObject.Result;
import java.util.Collections;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class AcceptObjectTest {
    private final Bench bench = new Bench();
    private final byte[] content = Samples.mp4(1000, 1);
    private UploadSession session;

    @BeforeEach
    void begin() {
        session = bench.announce(content);
    }

    @Test
    void execute_media_copiesTellsAndCleansUp() {
        arrive(content);

        assertThat(accept()).isEqualTo(Result.ACCEPTED);

        var created = (Upload.AssetCreated) bench.now(session);
        assertThat(bench.buckets.media(session.mediaKey())).contains(content);
        assertThat(bench.buckets.mediaType(session.mediaKey())).contains("video/mp4");
        assertThat(bench.buckets.head(session.incomingKey())).isEmpty();
        assertThat(bench.facts()).singleElement().isInstanceOfSatisfying(Fact.UploadAccepted.class, fact -> {
            assertThat(fact.uploadId()).isEqualTo(session.id());
            assertThat(fact.source()).isEqualTo(created.source());
            assertThat(fact.source().bucket()).isEqualTo(Bench.MEDIA);
            assertThat(fact.source().format()).isEqualTo("mp4");
            assertThat(fact.header().assetId()).isEqualTo(session.assetId());
            assertThat(fact.header().correlationId()).isEqualTo(session.correlationId());
        });
        assertThat(bench.sender.sent().getFirst().body()).doesNotContain("a+b");
    }

    @Test
    void execute_withChoice_storesTheScriptAndNamesIt() {
        var parts = multipart(content);
        bench.buckets.put(parts.incomingKey(), content);

        assertThat(bench.accept.execute(ACME, parts.id())).isEqualTo(Result.ACCEPTED);

        var key = "acme/" + parts.assetId() + "/inputs/script.txt";
        assertThat(bench.buckets.media(key)).contains("Hello, w\u00f6rld.".getBytes(UTF_8));
        assertThat(bench.facts()).singleElement().isInstanceOfSatisfying(Fact.UploadAccepted.class,
                fact -> assertThat(fact.parameters()).isEqualTo(
                        new RunParameters("auto-reels", "promotional", Optional.of("en"), Optional.of(key))));
        assertThat(bench.sender.sent().getFirst().body()).doesNotContain("Hello");
    }

    @Test
    void execute_tenTimes_tellsOnce() {
        arrive(content);

        for (int i = 0; i < 10; i++) {
            assertThat(accept()).isEqualTo(i == 0 ? Result.ACCEPTED : Result.REPEATED);
        }

        assertThat(bench.facts()).hasSize(1);
    }

    @Test
    void execute_sixteenAtOnce_tellsOnce() throws Exception {
        arrive(content);

        try (var threads = Executors.newFixedThreadPool(16)) {
            for (var call : threads.invokeAll(Collections.nCopies(16, (Callable<Result>) this::accept))) {
                assertThat(call.get()).isIn(Result.ACCEPTED, Result.REPEATED, Result.ABSENT);
            }
        }

        assertThat(bench.facts()).extracting(fact -> fact.header().id()).containsOnly(
                bench.facts().getFirst().header().id());
        assertThat(bench.now(session)).isInstanceOf(Upload.AssetCreated.class);
    }

    @Test
    void execute_notMedia_rejectsWithWhatItLooksLike() {
        session = bench.announce("#EXTM3U\nhttp://example.com/secret\n".getBytes(UTF_8));
        arrive("#EXTM3U\nhttp://example.com/secret\n".getBytes(UTF_8));

        assertThat(accept()).isEqualTo(Result.REJECTED);

        assertThat(bench.facts()).singleElement().isInstanceOfSatisfying(Fact.UploadRejected.class, fact -> {
            assertThat(fact.code()).isEqualTo("upload.not_media");
            assertThat(fact.detail()).isEqualTo(
                    "The file is not a video or audio file; it looks like an HLS playlist.");
        });
        assertThat(bench.now(session)).isInstanceOf(Upload.Errored.class);
        assertThat(bench.buckets.media(session.mediaKey())).isEmpty();
        assertThat(bench.buckets.head(session.incomingKey())).isEmpty();
    }

    @Test
    void execute_empty_rejects() {
        arrive(new byte[0]);

        assertRejected("upload.empty");
    }

    @Test
    void execute_otherSize_rejects() {
        arrive(Samples.mp4(999, 1));

        assertRejected("upload.size_mismatch");
    }

    @Test
    void execute_otherChecksum_rejects() {
        arrive(Samples.mp4(1000, 2));

        assertRejected("upload.checksum_mismatch");
    }

    @Test
    void execute_swappedAfterTheLook_inspectsTheNewOne() {
        session = multipart(content);
        arrive(content);
        bench.buckets.beforeNextRead(() -> bench.buckets.put(session.incomingKey(), text(content.length)));

        assertThat(accept()).isEqualTo(Result.REJECTED);
        assertThat(bench.buckets.media(session.mediaKey())).isEmpty();
    }

    @Test
    void execute_swappedAfterTheInspection_neverCopiesTheNewOne() {
        session = multipart(content);
        arrive(content);
        bench.buckets.beforeNextCopy(() -> bench.buckets.put(session.incomingKey(), text(content.length)));

        assertThat(accept()).isEqualTo(Result.REJECTED);
        assertThat(bench.buckets.media(session.mediaKey())).isEmpty();
    }

    @Test
    void execute_deletedAfterTheInspection_isAbsent() {
        arrive(content);
        bench.buckets.beforeNextCopy(() -> bench.buckets.delete(session.incomingKey()));

        assertThat(accept()).isEqualTo(Result.ABSENT);
        assertThat(bench.now(session)).isInstanceOf(Upload.Processing.class);
    }

    @Test
    void execute_senderFailsAfterTheCommit_nextEventTells() {
        arrive(content);
        bench.sender.failNext(1);

        assertThat(accept()).isEqualTo(Result.ACCEPTED);
        assertThat(bench.facts()).isEmpty();
        var waiting = bench.uploads.find(ACME, session.id()).orElseThrow().outbox().getFirst().id();

        assertThat(accept()).isEqualTo(Result.REPEATED);
        assertThat(bench.facts()).singleElement().satisfies(fact -> assertThat(fact.header().id()).isEqualTo(waiting));
        assertThat(bench.uploads.find(ACME, session.id()).orElseThrow().outbox()).isEmpty();
    }

    @Test
    void execute_crashBetweenCopyAndCommit_isDoneAgain() {
        arrive(content);
        bench.uploads.beforeNextReplace(() -> bench.uploads.beforeNextReplace(() -> {
            throw new DependencyException("crash", null);
        }));

        assertThatThrownBy(this::accept).isInstanceOf(DependencyException.class);
        assertThat(bench.now(session)).isInstanceOf(Upload.Processing.class);
        assertThat(bench.buckets.media(session.mediaKey())).isPresent();

        assertThat(accept()).isEqualTo(Result.ACCEPTED);
        assertThat(bench.facts()).hasSize(1);
    }

    @Test
    void execute_cancelledBefore_deletesTheObject() {
        bench.cancel.execute(ACME, session.id());
        arrive(content);

        assertThat(accept()).isEqualTo(Result.DISCARDED);
        assertThat(bench.buckets.head(session.incomingKey())).isEmpty();
        assertThat(bench.facts()).isEmpty();
    }

    @Test
    void execute_cancelledMeanwhile_acceptsNothing() {
        arrive(content);
        bench.uploads.beforeNextReplace(() -> bench.cancel.execute(ACME, session.id()));

        assertThat(accept()).isEqualTo(Result.DISCARDED);
        assertThat(bench.facts()).isEmpty();
        assertThat(bench.buckets.media(session.mediaKey())).isEmpty();
    }

    @Test
    void execute_noObject_isAbsent() {
        assertThat(accept()).isEqualTo(Result.ABSENT);
        assertThat(bench.now(session)).isInstanceOf(Upload.Waiting.class);
    }

    @Test
    void execute_objectOfNoUpload_isUnknown() {
        bench.buckets.put(ACME + "/" + Samples.uploadId(99) + "/source", new byte[]{1});
        assertThat(bench.accept.execute(ACME, Samples.uploadId(99))).isEqualTo(Result.UNKNOWN);
    }

    /** A late event of an erased upload must not become a dead letter (simulation, seed 5132). */
    @Test
    void execute_neitherUploadNorObject_isAbsent() {
        assertThat(bench.accept.execute(OTHER, session.id())).isEqualTo(Result.ABSENT);
        assertThat(bench.accept.execute(ACME, Samples.uploadId(99))).isEqualTo(Result.ABSENT);
    }

    private void assertRejected(String code) {
        assertThat(accept()).isEqualTo(Result.REJECTED);
        assertThat(((Upload.Errored) bench.now(session)).reason().code()).isEqualTo(code);
        assertThat(((Fact.UploadRejected) bench.facts().getFirst()).code()).isEqualTo(code);
    }

    private Result accept() {
        return bench.accept.execute(ACME, session.id());
    }

    private void arrive(byte[] bytes) {
        bench.buckets.put(session.incomingKey(), bytes);
    }

    /** An upload whose announced checksum does not say which content comes, as none is announced. */
    private UploadSession multipart(byte[] bytes) {
        var parts = Samples.session(50, "key:50", bytes.length, Optional.empty(),
                new Transfer.Multipart(5 * Samples.MIB, 1));
        bench.uploads.insert(new Upload.Processing(parts), Samples.START);
        return parts;
    }

    private static byte[] text(int size) {
        return "x".repeat(size).getBytes(UTF_8);
    }
}
