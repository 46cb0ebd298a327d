package io.crealia.uploads.usecase;

import static io.crealia.uploads.fake.Samples.MIB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crealia.platform.error.DependencyException;
import io.crealia.uploads.domain.Transfer;
import io.crealia.uploads.domain.Upload;
import io.crealia.uploads.fake.Bench;
import io.crealia.uploads.fake.CountedQuota;
import io.crealia.uploads.fake.Samples;
import io.crealia.uploads.usecase.StartUpload.Result.Mismatch;
import io.crealia.uploads.usecase.StartUpload.Result.OverQuota;
import io.crealia.uploads.usecase.StartUpload.Result.Started;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class StartUploadTest {
    private static final Optional<String> KEY = Optional.of("key-1");
    private final Bench bench = new Bench();
    private final byte[] small = Samples.mp4(1000, 1);
    private final byte[] large = new byte[(int) (12 * MIB)];

    @Test
    void execute_smallFile_signsOnePut() {
        var started = (Started) bench.start.execute(bench.command(small, KEY, "hash"));

        var put = started.put().orElseThrow();
        assertThat(put.headers()).containsOnlyKeys("content-length", "content-type", "if-none-match",
                "x-amz-checksum-sha256");
        assertThat(put.url().getPath()).isEqualTo("/" + Bench.INCOMING + "/acme/" + started.session().id() + "/source");
        assertThat(put.url().toString()).contains(
                "X-Amz-SignedHeaders=content-length%3Bcontent-type%3Bhost%3Bif-none-match%3Bx-amz-checksum-sha256",
                "X-Amz-Expires=900").doesNotContain("a%2Bb");
        assertThat(put.expiresAt()).isEqualTo(bench.clock.instant().plus(Duration.ofMinutes(15)));
        assertThat(bench.now(started.session())).isInstanceOf(Upload.Waiting.class);
    }

    @Test
    void execute_largeFile_opensParts() {
        var started = (Started) bench.start.execute(bench.command(large, KEY, "hash"));

        assertThat(started.put()).isEmpty();
        assertThat(started.session().transfer()).isEqualTo(new Transfer.Multipart(5 * MIB, 3));
        assertThat(bench.now(started.session())).isInstanceOf(Upload.PartsWaiting.class);
        assertThat(bench.buckets.openUploads()).isOne();
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 12 << 20})
    void execute_sameKeyLater_answersTheSame(int size) {
        var content = new byte[size];
        var first = bench.start.execute(bench.command(content, KEY, "hash"));
        bench.clock.advance(Duration.ofMinutes(40));

        assertThat(bench.start.execute(bench.command(content, KEY, "hash"))).isEqualTo(first);
        assertThat(bench.uploads.size()).isOne();
        assertThat(bench.buckets.openUploads()).isLessThanOrEqualTo(1);
    }

    @Test
    void execute_sameKeyForAnotherRequest_isAMismatch() {
        bench.start.execute(bench.command(small, KEY, "hash"));

        assertThat(bench.start.execute(bench.command(small, KEY, "another"))).isEqualTo(new Mismatch());
    }

    @Test
    void execute_firstRequestCannotBeRead_isNoMismatch() {
        bench.start.execute(bench.command(small, KEY, ""));

        assertThatThrownBy(() -> bench.start.execute(bench.command(small, KEY, "hash")))
                .isInstanceOf(DependencyException.class).hasMessageContaining("cannot be read");
    }

    @Test
    void execute_repeated_notesOneOwnerOfOneAsset() {
        var session = ((Started) bench.start.execute(bench.command(small, KEY, "hash"))).session();
        bench.start.execute(bench.command(small, KEY, "hash"));
        bench.start.execute(bench.command(small, KEY, "another"));

        assertThat(bench.owners.owners()).isEqualTo(Map.of(session.assetId(), session.owner().orElseThrow()));
    }

    @Test
    void execute_quotaSpent_startsNothing() {
        bench.quota.most(1);
        var first = bench.start.execute(bench.command(small, KEY, "hash"));

        assertThat(bench.start.execute(bench.command(small, Optional.of("key-2"), "hash")))
                .isEqualTo(new OverQuota(CountedQuota.RENEWAL));
        assertThat(bench.start.execute(bench.command(small, Optional.empty(), "hash")))
                .isEqualTo(new OverQuota(CountedQuota.RENEWAL));
        assertThat(bench.uploads.size()).isOne();
        assertThat(bench.start.execute(bench.command(small, KEY, "hash"))).as("a repetition").isEqualTo(first);
    }

    @Test
    void execute_repeatedOrMismatched_countsOnce() {
        bench.start.execute(bench.command(small, KEY, "hash"));
        bench.start.execute(bench.command(small, KEY, "hash"));
        bench.start.execute(bench.command(small, KEY, "another"));

        assertThat(bench.quota.taken()).isOne();
        assertThat(bench.quota.bytes()).isEqualTo(small.length);
    }

    @Test
    void execute_withoutKey_isANewUploadEachTime() {
        bench.announce(small);
        bench.announce(small);

        assertThat(bench.uploads.size()).isEqualTo(2);
    }

    @Test
    void execute_afterACrashBeforeTheStoreWasAsked_goesOn() {
        var session = Samples.multipart(1, large.length);
        bench.uploads.insert(new Upload.Opening(Samples.session(1, "key:key-1", large.length, Optional.empty(),
                session.transfer())), Samples.START);

        var started = (Started) bench.start.execute(bench.command(large, KEY, "hash"));

        assertThat(started.session().id()).isEqualTo(session.id());
        assertThat(bench.now(started.session())).isInstanceOf(Upload.PartsWaiting.class);
    }

    @Test
    void execute_lostRaceForTheStoresId_takesItsOwnBack() {
        bench.uploads.beforeNextReplace(() -> bench.start.execute(bench.command(large, KEY, "hash")));

        var started = (Started) bench.start.execute(bench.command(large, KEY, "hash"));

        assertThat(bench.buckets.openUploads()).isOne();
        assertThat(bench.buckets.parts(started.session().incomingKey(), bench.storeUploadId(started.session())))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 12 << 20})
    void execute_sixteenAtOnce_makeOneUpload(int size) throws Exception {
        var content = new byte[size];
        var calls = IntStream.range(0, 16)
                .mapToObj(_ -> (Callable<StartUpload.Result>) () -> bench.start
                        .execute(bench.command(content, KEY, "hash")))
                .toList();

        var answers = new HashSet<StartUpload.Result>();
        try (var threads = Executors.newFixedThreadPool(16)) {
            for (var call : threads.invokeAll(calls)) {
                answers.add(call.get());
            }
        }

        assertThat(answers).hasSize(1);
        assertThat(bench.uploads.size()).isOne();
        assertThat(bench.buckets.openUploads()).isEqualTo(size > MIB ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource({"10485760,5242880,2", "10485761,5242880,3", "53687091200,16777216,3200",
            "5497558138880,550502400,9987"})
    void multipart_anySize_fitsInTenThousandParts(long size, long partSize, int parts) {
        var multipart = Transfer.Multipart.of(size, partSize == 16777216 ? partSize : 5 * MIB);

        assertThat(multipart).isEqualTo(new Transfer.Multipart(partSize, parts));
        assertThat(multipart.sizeOf(parts, size)).isBetween(1L, partSize);
        assertThat(partSize * (parts - 1) + multipart.sizeOf(parts, size)).isEqualTo(size);
    }
}
