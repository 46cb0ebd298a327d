package io.crealia.security.media;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.crealia.e2e.Edition;
import io.crealia.security.base.SharedEdition;
import io.crealia.security.base.Tally;
import io.crealia.security.base.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Hostile files, uploaded for real. None reaches a canary or costs more than a clip may; each ends with a reason that is
 * documented, and the next upload is as good as ever.
 */
@ExtendWith(SharedEdition.class)
class HostileMediaTest {
    private static final int AT_ONCE = 4;
    private static final long MOST_BYTES = 512L << 20;
    private static final Duration MOST_CPU = Duration.ofSeconds(60);
    private static final int LONGEST_DETAIL = 1000;
    private static final int FEWEST = 60;

    @TempDir
    static Path folder;

    private final Target target;
    private final Uploader uploader;
    private final Tally tally = Tally.of("media");
    private final Map<String, Integer> ends = new ConcurrentSkipListMap<>();
    private final String documented;

    HostileMediaTest(Target target) throws IOException {
        this.target = target;
        this.uploader = new Uploader(target);
        this.documented = Files.readString(Edition.ROOT.resolve("docs/errors.md"));
    }

    @Test
    void upload_hostileFile_endsWithAReasonAndTouchesNothing() throws Exception {
        var clip = target.clips().landscape("victim.mp4", "128x96", 1);
        try (var canary = new Canary(folder); var watch = new ProcessWatch()) {
            var files = HostileMedia.all(clip, canary);
            try (var workers = Executors.newFixedThreadPool(AT_ONCE)) {
                for (var done : workers.invokeAll(files.stream().map(file -> (Callable<Void>) () -> {
                    attack(file);
                    return null;
                }).toList())) {
                    done.get();
                }
            }
            assertThat(canary.touched()).as("connections and datagrams").isZero();
            assertThat(Canary.traces(target.home())).as("files with the canary's text").isEmpty();
            bounded(watch);
        }
        assertThat(workFolders()).as("work folders").isEmpty();
        assertThat(target.edition().process(clip).path("state").asText()).as("the next upload").isEqualTo("ready");
        System.out.println("hostile files ended " + ends);
        tally.verify();
        assertThat(tally.inputs()).isGreaterThanOrEqualTo(FEWEST);
    }

    private void attack(HostileFile file) {
        var started = tally.send(file.id(), () -> uploader.start(file.id() + ".mp4", file.content()));
        assertThat(started.status()).as(file + " " + started).isEqualTo(201);
        var put = Uploader.send(started.json(), Uploader.signed(started.json(), file.content()));
        assertThat(put.status()).as(file + " " + put).isEqualTo(200);

        judge(file, target.edition().finishedSwept(started.json().path("asset_id").asText()));
    }

    private void judge(HostileFile file, JsonNode asset) {
        var state = asset.path("state").asText();
        var code = asset.at("/reason/code").asText();
        ends.merge((state + " " + code).strip(), 1, Integer::sum);
        var fine = switch (file.fate()) {
            case DOOR -> state.equals("rejected") && code.equals("upload.not_media");
            case REFUSED -> List.of("rejected", "errored").contains(state);
            case TAMED -> List.of("rejected", "errored", "ready", "ready_degraded").contains(state);
        };
        if (!fine || asset.path("playable").asBoolean() != state.startsWith("ready")) {
            tally.acceptedWrongly(file.id(), state + " " + asset.path("reason"));
        }
        if (!state.startsWith("ready")) {
            var detail = asset.at("/reason/detail").asText();
            assertThat(documented).as(file + " " + asset.path("reason")).contains("`" + code + "`");
            assertThat(detail).as(file.id()).isNotBlank().hasSizeLessThan(LONGEST_DETAIL)
                    .doesNotContain(target.home().toString(), "<script").doesNotContainPattern("\\p{Cntrl}");
        }
    }

    private static void bounded(ProcessWatch watch) {
        if (watch.uses().isEmpty()) {
            assertThat(Path.of("/proc/self/stat")).as("media programs were seen").doesNotExist();
            return;
        }
        var memory = watch.uses().stream().max(Comparator.comparingLong(ProcessWatch.Use::peakBytes)).orElseThrow();
        var cpu = watch.uses().stream().max(Comparator.comparing(ProcessWatch.Use::cpu)).orElseThrow();
        System.out.printf("media programs: %d, most memory %d MiB, most processor time %d ms%n", watch.uses().size(),
                memory.peakBytes() >> 20, cpu.cpu().toMillis());
        assertThat(memory.peakBytes()).as("peak of " + memory).isLessThan(MOST_BYTES);
        assertThat(cpu.cpu()).as("processor time of " + cpu).isLessThan(MOST_CPU);
    }

    private List<Path> workFolders() throws IOException {
        try (Stream<Path> left = Files.list(target.home().resolve("cloud/mediaconvert/work"))) {
            return left.toList();
        }
    }
}
