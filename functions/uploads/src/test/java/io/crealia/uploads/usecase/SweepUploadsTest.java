package io.crealia.uploads.usecase;

import static io.crealia.uploads.fake.Samples.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.contracts.Fact;
import io.crealia.uploads.domain.Upload;
import io.crealia.uploads.fake.Bench;
import io.crealia.uploads.fake.Samples;
import io.crealia.uploads.usecase.SweepUploads.Result;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class SweepUploadsTest {
    private static final Result NOTHING = new Result(0, 0, 0, 0, 0);
    private final Bench bench = new Bench();
    private final byte[] content = Samples.mp4(1000, 1);
    private final byte[] large = Samples.mp4((int) (12 * Samples.MIB), 1);

    @Test
    void execute_youngUpload_isLeftAlone() {
        var session = bench.announce(content);
        bench.buckets.put(session.incomingKey(), content);
        bench.clock.advance(SweepUploads.GRACE.minusSeconds(1));

        assertThat(bench.sweep.execute()).isEqualTo(NOTHING);
    }

    @Test
    void execute_eventLost_acceptsTheObject() {
        var session = bench.announce(content);
        bench.buckets.put(session.incomingKey(), content);
        bench.clock.advance(SweepUploads.GRACE);

        assertThat(bench.sweep.execute()).isEqualTo(new Result(1, 1, 0, 0, 0));
        assertThat(bench.facts()).singleElement().isInstanceOf(Fact.UploadAccepted.class);
        bench.clock.advance(Duration.ofDays(30));
        assertThat(bench.sweep.execute()).isEqualTo(NOTHING);
    }

    @Test
    void execute_nothingCame_looksAgainUntilTheEnd() {
        var session = bench.announce(content);
        bench.clock.advance(SweepUploads.GRACE);

        assertThat(bench.sweep.execute()).isEqualTo(new Result(1, 0, 0, 0, 0));
        assertThat(bench.sweep.execute()).isEqualTo(NOTHING);
        bench.clock.advance(Duration.ofHours(24));
        assertThat(bench.sweep.execute()).isEqualTo(new Result(1, 0, 1, 0, 0));
        assertThat(bench.now(session)).isInstanceOf(Upload.TimedOut.class);
        assertThat(bench.facts()).isEmpty();
    }

    @Test
    void execute_objectAfterTheEnd_isAcceptedAllTheSame() {
        var session = bench.announce(content);
        bench.buckets.put(session.incomingKey(), content);
        bench.clock.advance(Duration.ofHours(25));

        assertThat(bench.sweep.execute()).isEqualTo(new Result(1, 1, 0, 0, 0));
        assertThat(bench.now(session)).isInstanceOf(Upload.AssetCreated.class);
    }

    @Test
    void execute_expiredParts_areAborted() {
        var session = bench.announce(large);
        bench.clock.advance(Duration.ofHours(24));

        assertThat(bench.sweep.execute()).isEqualTo(new Result(1, 0, 1, 0, 0));
        assertThat(bench.now(session)).isInstanceOf(Upload.TimedOut.class);
        assertThat(bench.buckets.openUploads()).isZero();
    }

    @Test
    void execute_lateObjectOfAnEndedUpload_isDeletedWhenItsEventComes() {
        var session = bench.announce(content);
        bench.clock.advance(Duration.ofHours(24));
        bench.sweep.execute();
        bench.buckets.put(session.incomingKey(), content);

        assertThat(bench.accept.execute(ACME, session.id())).isEqualTo(AcceptObject.Result.DISCARDED);
        assertThat(bench.buckets.head(session.incomingKey())).isEmpty();
    }

    @Test
    void execute_factNotSent_sendsIt() {
        var session = bench.announce(content);
        bench.buckets.put(session.incomingKey(), content);
        bench.sender.failNext(1);
        bench.accept.execute(ACME, session.id());
        bench.clock.advance(Duration.ofMinutes(1));
        bench.sender.failNext(1);

        assertThat(bench.sweep.execute()).isEqualTo(new Result(1, 0, 0, 0, 0));
        bench.clock.advance(SweepUploads.GRACE);
        assertThat(bench.sweep.execute()).isEqualTo(new Result(1, 0, 0, 1, 0));
        assertThat(bench.facts()).hasSize(1);
        bench.clock.advance(SweepUploads.GRACE);
        assertThat(bench.sweep.execute()).isEqualTo(NOTHING);
    }

    @Test
    void execute_oneUploadFails_othersAreSwept() {
        var broken = bench.announce(content);
        var good = bench.announce(content);
        bench.buckets.put(good.incomingKey(), content);
        bench.uploads.breakDown(broken.id());
        bench.clock.advance(SweepUploads.GRACE);

        assertThat(bench.sweep.execute()).isEqualTo(new Result(2, 1, 0, 0, 1));
        assertThat(bench.sweep.execute()).isEqualTo(NOTHING);
    }

    @Test
    void execute_manyUploads_takesABatch() {
        for (int i = 0; i < 250; i++) {
            bench.announce(content);
        }
        bench.clock.advance(SweepUploads.GRACE);

        assertThat(bench.sweep.execute().looked()).isEqualTo(200);
        assertThat(bench.sweep.execute().looked()).isEqualTo(50);
    }

    @Test
    void orphans_ownedYoungAndOld_abortsOnlyTheOldThatNobodyOwns() {
        bench.buckets.create("acme/upl_00000000000000000000000077/source", "video/mp4");
        bench.buckets.create("stranger", "video/mp4");
        bench.clock.advance(Duration.ofHours(1));
        var owned = bench.announce(large);
        bench.buckets.create(owned.incomingKey(), "video/mp4");
        assertThat(bench.orphans.execute()).isEqualTo(new AbortOrphans.Result(0, 0));

        bench.clock.advance(Duration.ofHours(23).plusSeconds(1));
        assertThat(bench.orphans.execute()).isEqualTo(new AbortOrphans.Result(2, 0));

        bench.clock.advance(Duration.ofHours(1));
        assertThat(bench.orphans.execute()).isEqualTo(new AbortOrphans.Result(1, 0));
        assertThat(bench.buckets.parts(owned.incomingKey(), bench.storeUploadId(owned))).isPresent();
    }
}
