package io.crealia.uploads.usecase;

import static io.crealia.uploads.fake.Samples.ACME;
import static io.crealia.uploads.fake.Samples.MIB;
import static io.crealia.uploads.fake.Samples.OTHER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crealia.platform.error.DependencyException;
import io.crealia.uploads.domain.Upload;
import io.crealia.uploads.domain.UploadSession;
import io.crealia.uploads.fake.Bench;
import io.crealia.uploads.fake.InMemoryBuckets;
import io.crealia.uploads.fake.Samples;
import io.crealia.uploads.port.MultipartUploads.Part;
import io.crealia.uploads.usecase.CompleteUpload.Receipt;
import io.crealia.uploads.usecase.SignParts.Fault;
import io.crealia.uploads.usecase.SignParts.WantedPart;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class PartsTest {
    private static final int PART = (int) (5 * MIB);
    private static final byte[] CONTENT = Samples.mp4((int) (12 * MIB), 1);
    private final Bench bench = new Bench();
    private UploadSession session;

    @BeforeEach
    void begin() {
        session = bench.announce(CONTENT);
    }

    @Test
    void sign_anyPart_signsTheSizeThatFollowsFromItsNumber() {
        var parts = ((SignParts.Result.Signed) sign(wanted(1, PART), wanted(3))).parts();

        assertThat(parts).extracting(SignParts.SignedPart::sizeBytes).containsExactly(5 * MIB, 2 * MIB);
        var last = parts.getLast().request();
        assertThat(last.headers()).containsOnlyKeys("content-length", "x-amz-checksum-sha256")
                .containsEntry("content-length", Long.toString(2 * MIB));
        assertThat(last.url().getQuery()).contains("partNumber=3", "uploadId=" + bench.storeUploadId(session),
                "X-Amz-Expires=900", "X-Amz-SignedHeaders=content-length;host;x-amz-checksum-sha256");
        assertThat(bench.now(session)).isInstanceOf(Upload.Uploading.class);
    }

    @Test
    void sign_again_signsAnew() {
        sign(wanted(1));
        bench.clock.advance(Duration.ofMinutes(20));

        var again = ((SignParts.Result.Signed) sign(wanted(1))).parts().getFirst().request();

        assertThat(again.expiresAt()).isEqualTo(bench.clock.instant().plus(Duration.ofMinutes(15)));
    }

    @Test
    void sign_closeToTheEnd_neverOutlivesTheUpload() {
        bench.clock.advance(Duration.ofHours(24).minusMinutes(5).plusMillis(1));

        var request = ((SignParts.Result.Signed) sign(wanted(1))).parts().getFirst().request();

        assertThat(request.expiresAt()).isBeforeOrEqualTo(session.expiresAt());
        assertThat(request.url().getQuery()).contains("X-Amz-Expires=299");
    }

    @Test
    void sign_afterTheEnd_isClosed() {
        bench.clock.advance(Duration.ofHours(24));

        assertThat(sign(wanted(1))).isEqualTo(new SignParts.Result.Closed("expired"));
    }

    @Test
    void sign_wrongNumbersAndSizes_namesEachAndSignsNothing() {
        assertThat(sign(wanted(0), wanted(1, 7), wanted(4), wanted(3, 2 * MIB)))
                .isEqualTo(
                        new SignParts.Result.Invalid(List.of(new Fault(0, "part_number", "a whole number from 1 to 3"),
                                new Fault(1, "size_bytes", "exactly 5242880 for part 1"),
                                new Fault(2, "part_number", "a whole number from 1 to 3"))));
        assertThat(bench.now(session)).isInstanceOf(Upload.PartsWaiting.class);
    }

    @Test
    void sign_foreignOrSinglePut_isRefused() {
        var small = bench.announce(new byte[10]);

        assertThat(bench.sign.execute(new SignParts.Command(OTHER, session.id(), List.of(wanted(1)))))
                .isEqualTo(new SignParts.Result.Unknown());
        assertThat(bench.sign.execute(new SignParts.Command(ACME, small.id(), List.of(wanted(1)))))
                .isEqualTo(new SignParts.Result.NotMultipart());
    }

    @Test
    void list_someParts_tellsWhatTheStoreHas() {
        send(2);

        var parts = ((ListParts.Result.Listed) bench.list.execute(ACME, session.id())).parts();

        assertThat(parts).extracting(Part::number).containsExactly(2);
        assertThat(bench.list.execute(OTHER, session.id())).isEqualTo(new ListParts.Result.Unknown());
    }

    @Test
    void complete_allParts_makesTheObjectOnce() {
        sendAll();

        var first = complete();
        assertThat(first).isEqualTo(new CompleteUpload.Result.Done(new Upload.Processing(session)));
        assertThat(complete()).isEqualTo(first);
        assertThat(bench.buckets.head(session.incomingKey()).orElseThrow().sizeBytes()).isEqualTo(CONTENT.length);
    }

    @Test
    void complete_partMissing_isIncompleteAndStaysOpen() {
        send(1);
        send(3);

        assertThat(complete()).isEqualTo(new CompleteUpload.Result.Incomplete("Expected 3 parts, but 2 arrived."));
        send(2);
        assertThat(complete()).isInstanceOf(CompleteUpload.Result.Done.class);
    }

    @Test
    void complete_partTooShort_isIncomplete() {
        sendAll();
        bench.buckets.putPart(bench.storeUploadId(session), 3, new byte[9]);

        assertThat(complete()).isEqualTo(new CompleteUpload.Result.Incomplete(
                "Expected 12582912 bytes, but the parts have 10485769."));
    }

    @Test
    void complete_withReceipts_comparesThem() {
        sendAll();
        var right = ((ListParts.Result.Listed) bench.list.execute(ACME, session.id())).parts().stream()
                .map(part -> new Receipt(part.number(), part.etag())).toList();
        var wrong = List.of(right.get(0), new Receipt(2, "other"), right.get(2));

        assertThat(complete(wrong)).isInstanceOf(CompleteUpload.Result.Incomplete.class);
        assertThat(complete(right.subList(0, 2))).isInstanceOf(CompleteUpload.Result.Incomplete.class);
        assertThat(complete(right)).isInstanceOf(CompleteUpload.Result.Done.class);
    }

    @Test
    void complete_answerOfTheStoreLost_isRecognisedByTheObject() {
        sendAll();
        bench.buckets.loseAnswers(1);

        assertThat(complete()).isEqualTo(new CompleteUpload.Result.Done(new Upload.Processing(session)));
    }

    @Test
    void complete_crashAfterTheStoreWasDone_isRecognisedByTheObject() {
        sendAll();
        var id = bench.storeUploadId(session);
        bench.buckets.complete(session.incomingKey(), id,
                bench.buckets.parts(session.incomingKey(), id).orElseThrow());

        assertThat(complete()).isEqualTo(new CompleteUpload.Result.Done(new Upload.Processing(session)));
    }

    @Test
    void complete_storeFails_staysOpen() {
        sendAll();
        var id = bench.storeUploadId(session);
        bench.buckets.abort(session.incomingKey(), id);

        assertThat(complete()).isEqualTo(new CompleteUpload.Result.Closed("gone"));
        assertThat(bench.now(session)).isInstanceOf(Upload.PartsWaiting.class);
    }

    @Test
    void complete_afterTheObjectWasAccepted_tellsTheAsset() {
        sendAll();
        bench.uploads.beforeNextReplace(() -> bench.accept.execute(ACME, session.id()));

        assertThat(((CompleteUpload.Result.Done) complete()).upload()).isInstanceOf(Upload.AssetCreated.class);
    }

    @Test
    void complete_expiredOrCancelled_isClosed() {
        bench.clock.advance(Duration.ofHours(24));
        assertThat(complete()).isEqualTo(new CompleteUpload.Result.Closed("expired"));

        bench.cancel.execute(ACME, session.id());
        assertThat(complete()).isEqualTo(new CompleteUpload.Result.Closed("cancelled"));
    }

    @Test
    void cancel_openParts_deletesThem() {
        send(1);

        assertThat(bench.cancel.execute(ACME, session.id())).isEqualTo(CancelUpload.Result.CANCELLED);
        assertThat(bench.cancel.execute(ACME, session.id())).isEqualTo(CancelUpload.Result.CANCELLED);

        assertThat(bench.buckets.openUploads()).isZero();
        assertThat(sign(wanted(1))).isEqualTo(new SignParts.Result.Closed("cancelled"));
        assertThat(bench.list.execute(ACME, session.id())).isEqualTo(new ListParts.Result.Closed("cancelled"));
    }

    @Test
    void cancel_foreignOrTooLate_changesNothing() {
        assertThat(bench.cancel.execute(OTHER, session.id())).isEqualTo(CancelUpload.Result.UNKNOWN);

        sendAll();
        complete();
        assertThat(bench.cancel.execute(ACME, session.id())).isEqualTo(CancelUpload.Result.TOO_LATE);
        assertThat(bench.now(session)).isInstanceOf(Upload.Processing.class);
    }

    @Test
    void cancel_whileTheUploadChanges_looksAgain() {
        bench.uploads.beforeNextReplace(() -> sign(wanted(1)));

        assertThat(bench.cancel.execute(ACME, session.id())).isEqualTo(CancelUpload.Result.CANCELLED);
        assertThat(bench.now(session)).isInstanceOf(Upload.Cancelled.class);
    }

    @Test
    void complete_partReplacedMeanwhile_isADependencyFailureWorthARetry() {
        sendAll();
        var parts = bench.buckets.parts(session.incomingKey(), bench.storeUploadId(session)).orElseThrow();
        bench.buckets.putPart(bench.storeUploadId(session), 2, new byte[PART]);

        assertThatThrownBy(() -> bench.buckets.complete(session.incomingKey(), bench.storeUploadId(session), parts))
                .isInstanceOf(DependencyException.class);
        assertThat(complete()).isInstanceOf(CompleteUpload.Result.Done.class);
    }

    private SignParts.Result sign(WantedPart... parts) {
        return bench.sign.execute(new SignParts.Command(ACME, session.id(), List.of(parts)));
    }

    private CompleteUpload.Result complete() {
        return bench.complete.execute(new CompleteUpload.Command(ACME, session.id(), Optional.empty()));
    }

    private CompleteUpload.Result complete(List<Receipt> receipts) {
        return bench.complete.execute(new CompleteUpload.Command(ACME, session.id(), Optional.of(receipts)));
    }

    private void sendAll() {
        send(1);
        send(2);
        send(3);
    }

    private void send(int number) {
        var from = (number - 1) * PART;
        bench.buckets.putPart(bench.storeUploadId(session), number,
                Arrays.copyOfRange(CONTENT, from, Math.min(from + PART, CONTENT.length)));
    }

    private static WantedPart wanted(long number, long size) {
        return new WantedPart(number, OptionalLong.of(size), InMemoryBuckets.sha256(new byte[0]));
    }

    private static WantedPart wanted(long number) {
        return new WantedPart(number, OptionalLong.empty(), InMemoryBuckets.sha256(new byte[0]));
    }
}
