package io.crealia.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.crealia.contracts.AssetId;
import io.crealia.contracts.ExportId;
import io.crealia.contracts.SubjectId;
import io.crealia.contracts.TenantId;
import io.crealia.platform.error.DependencyException;
import io.crealia.platform.json.Json;
import io.crealia.platform.message.Outbox;
import io.crealia.platform.message.QueueName;
import io.crealia.privacy.domain.Erasure;
import io.crealia.privacy.domain.Export;
import io.crealia.privacy.domain.Export.State;
import io.crealia.privacy.domain.ExportRequest;
import io.crealia.privacy.domain.Scope;
import io.crealia.privacy.usecase.MakeExport;
import io.crealia.privacy.usecase.MakeExport.Outcome;
import io.crealia.privacy.usecase.RequestExport;
import io.crealia.privacy.usecase.SweepExports;
import io.crealia.privacy.usecase.WriteArchive;
import io.crealia.testkit.MovableClock;
import io.crealia.testkit.RecordingSender;
import io.crealia.testkit.SequentialIds;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Requesting, making and expiring exports, with stores in memory that fail when told. */
final class ExportTest {
    private static final TenantId ACME = new TenantId("acme");
    private static final TenantId RIVAL = new TenantId("rival");
    private static final SubjectId JOHN = new SubjectId(SubjectId.PREFIX + "0".repeat(25) + "1");
    private static final SubjectId JANE = new SubjectId(SubjectId.PREFIX + "0".repeat(25) + "2");
    private static final AssetId HIS = Bench.asset(1);
    private static final AssetId HERS = Bench.asset(2);
    private static final Duration PERIOD = Duration.ofDays(7);

    private final MovableClock clock = new MovableClock();
    private final RecordingSender sender = new RecordingSender();
    private final ExportFakes.Exports exports = new ExportFakes.Exports();
    private final ExportFakes.Zips archives = new ExportFakes.Zips();
    private final ExportFakes.Erasures erasures = new ExportFakes.Erasures();
    private final ExportFakes.Media media = new ExportFakes.Media();
    private final RequestExport request = new RequestExport(exports, new SequentialIds(), new Outbox(sender), clock);
    private final MakeExport make = new MakeExport(exports,
            new WriteArchive(new ExportFakes.People(Map.of(JOHN, List.of(HIS), JANE, List.of(HERS))), erasures,
                    new ExportFakes.Records(), media, clock),
            archives, clock, PERIOD);
    private final SweepExports sweep = new SweepExports(exports, make, archives, clock, Duration.ofMinutes(1));

    private Export requested() {
        media.put(ACME, HIS, "source/original", "film");
        media.put(ACME, HIS, "wfl_1/captions/1/captions.vtt", "WEBVTT his");
        media.put(ACME, HIS, "wfl_1/thumbnails/1/poster.jpg", "jpeg");
        media.put(ACME, HIS, "wfl_1/transcode/1/video.mp4", "mp4");
        media.put(ACME, HERS, "wfl_2/captions/1/captions.vtt", "WEBVTT hers");
        return request.execute(ACME, JOHN);
    }

    private Export stored(ExportId id) {
        return exports.find(ACME, id).orElseThrow();
    }

    private static JsonNode json(Map<String, byte[]> files, String name) {
        return Json.parse(files.get(name));
    }

    @Test
    void request_first_isStoredAndTheQueueIsTold() {
        var export = requested();

        assertThat(stored(export.id())).isEqualTo(export);
        assertThat(export.state()).isEqualTo(State.REQUESTED);
        var message = sender.sent().getFirst();
        assertThat(message.queue()).isEqualTo(QueueName.PRIVACY);
        assertThat(ExportRequest.of(message.body())).contains(new ExportRequest(ACME, export.id()));
        assertThat(exports.owed(export.id())).isEmpty();
    }

    @Test
    void request_oneUnderWay_isThatOne() {
        var first = requested();

        assertThat(request.execute(ACME, JOHN).id()).isEqualTo(first.id());
        make.execute(ACME, first.id());
        assertThat(request.execute(ACME, JOHN).id()).as("once it has ended").isNotEqualTo(first.id());
        assertThat(request.execute(ACME, JANE).id()).isNotEqualTo(first.id());
    }

    @Test
    void make_requested_archiveHoldsThePersonsDataAndNobodyElses() {
        var export = requested();

        assertThat(make.execute(ACME, export.id())).isEqualTo(Outcome.READY);

        var files = archives.read(export.id());
        assertThat(files).containsOnlyKeys("data.json", "originals.json",
                "assets/" + HIS + "/wfl_1/captions/1/captions.vtt", "assets/" + HIS + "/wfl_1/thumbnails/1/poster.jpg");
        assertThat(files.get("assets/" + HIS + "/wfl_1/captions/1/captions.vtt")).asString().isEqualTo("WEBVTT his");
        var data = json(files, "data.json");
        assertThat(data.path("subject_id").asText()).isEqualTo(JOHN.value());
        assertThat(data.path("assets").findValuesAsText("id")).containsExactly(HIS.value());
        assertThat(data.path("uploads").findValuesAsText("filename")).containsExactly("of " + HIS);
        var original = json(files, "originals.json").path("data").path(0);
        assertThat(original.path("key").asText()).isEqualTo("acme/" + HIS + "/source/original");
        assertThat(original.path("size_bytes").asLong()).isEqualTo(4);
        assertThat(original.path("url").asText()).startsWith("https://");
        assertThat(json(files, "originals.json").path("data")).hasSize(1);
        assertThat(stored(export.id()).nextAt()).isEqualTo(clock.instant().plus(PERIOD));
    }

    @Test
    void make_filesBeyondTheLimit_areLinked() {
        var export = requested();
        media.announce(ACME, HIS, "wfl_1/captions/1/words.json", 256L * 1024 * 1024);

        make.execute(ACME, export.id());

        assertThat(json(archives.read(export.id()), "originals.json").path("data").findValuesAsText("key"))
                .contains("acme/" + HIS + "/wfl_1/captions/1/words.json");
        assertThat(archives.read(export.id())).doesNotContainKey("assets/" + HIS + "/wfl_1/captions/1/words.json");
    }

    @Test
    void make_assetBeingErased_isLeftOut() {
        var export = requested();
        erasures.insert(Erasure.requested(ACME, new Scope.OneAsset(HIS), clock.instant()));

        make.execute(ACME, export.id());

        assertThat(archives.read(export.id())).containsOnlyKeys("data.json", "originals.json");
        assertThat(json(archives.read(export.id()), "data.json").path("assets")).isEmpty();
        assertThat(json(archives.read(export.id()), "originals.json").path("data")).isEmpty();
    }

    @Test
    void make_ofAnotherTenantOrRepeated_doesNothing() {
        var export = requested();

        assertThat(make.execute(RIVAL, export.id())).isEqualTo(Outcome.NOTHING);
        make.execute(ACME, export.id());
        var ready = stored(export.id());
        assertThat(make.execute(ACME, export.id())).isEqualTo(Outcome.NOTHING);
        assertThat(stored(export.id())).isEqualTo(ready);
        assertThat(archives.puts).isEqualTo(1);
    }

    @Test
    void make_whileAnotherMakesIt_isBusyUntilTheLeaseEnds() {
        var export = requested();
        exports.replace(export.begun(clock.instant()));

        assertThat(make.execute(ACME, export.id())).isEqualTo(Outcome.BUSY);
        assertThat(sweep.execute().made()).isZero();
        clock.advance(Export.LEASE);
        assertThat(sweep.execute().made()).isEqualTo(1);
        assertThat(stored(export.id()).attempts()).isEqualTo(2);
    }

    @Test
    void make_storeFails_isPostponedThenFailedAndDeletedAfterItsPeriod() {
        var export = requested();
        archives.failing = true;

        assertThat(make.execute(ACME, export.id())).isEqualTo(Outcome.POSTPONED);
        for (int i = 0; i < 60 && !stored(export.id()).ended(); i++) {
            clock.advance(Duration.ofMinutes(1));
            sweep.execute();
        }

        assertThat(stored(export.id()).state()).isEqualTo(State.FAILED);
        assertThat(stored(export.id()).attempts()).isEqualTo(Export.MOST_ATTEMPTS);
        archives.failing = false;
        assertThat(make.execute(ACME, export.id())).isEqualTo(Outcome.NOTHING);
        clock.advance(PERIOD);
        assertThat(sweep.execute().expired()).isEqualTo(1);
        assertThat(exports.find(ACME, export.id())).isEmpty();
    }

    @Test
    void make_brokenOffInEveryAttempt_fails() {
        var export = requested();
        for (int i = 0; i < Export.MOST_ATTEMPTS; i++) {
            exports.replace(stored(export.id()).begun(clock.instant()));
            clock.advance(Export.LEASE);
        }

        assertThat(make.execute(ACME, export.id())).isEqualTo(Outcome.FAILED);
    }

    @Test
    void make_personErasedMeanwhile_leavesNoArchive() {
        var export = requested();
        archives.meanwhile = () -> exports.delete(ACME, export.id());

        assertThat(make.execute(ACME, export.id())).isEqualTo(Outcome.BUSY);
        assertThat(archives.exists(ACME, export.id())).isFalse();
    }

    @Test
    void sweep_messageLost_makesItAfterAMinute() {
        sender.failNext(1);
        var export = requested();
        assertThat(exports.owed(export.id())).hasSize(1);

        assertThat(sweep.execute().made()).isZero();
        clock.advance(Export.PATIENCE);
        assertThat(sweep.execute().made()).isEqualTo(1);
        assertThat(exports.owed(export.id())).isEmpty();
    }

    @Test
    void sweep_pastItsPeriod_deletesArchiveAndThenDocument() {
        var export = requested();
        make.execute(ACME, export.id());
        clock.advance(PERIOD.minusMillis(1));
        assertThat(sweep.execute().expired()).isZero();
        clock.advance(Duration.ofMillis(1));
        archives.failing = true;
        assertThat(sweep.execute().failed()).isEqualTo(1);
        assertThat(exports.find(ACME, export.id())).as("still leads to its archive").isPresent();
        archives.failing = false;

        assertThat(sweep.execute().expired()).isEqualTo(1);
        assertThat(archives.exists(ACME, export.id())).isFalse();
        assertThat(exports.find(ACME, export.id())).isEmpty();
    }

    @Test
    void request_storeFails_isSaid() {
        exports.failing = true;

        assertThatThrownBy(() -> request.execute(ACME, JOHN)).isInstanceOf(DependencyException.class);
        assertThat(sender.sent()).isEmpty();
    }

    @Test
    void message_ofAnotherKind_isNone() {
        assertThat(ExportRequest.of("{\"type\":\"AssetDeleting\",\"version\":1}")).isEmpty();
        assertThat(ExportRequest.of("no json")).isEmpty();
        assertThatThrownBy(
                () -> ExportRequest.of("{\"type\":\"ExportRequested\",\"version\":1,\"tenant_id\":\"acme\"}"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
