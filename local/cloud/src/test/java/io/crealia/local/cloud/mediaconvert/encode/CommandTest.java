package io.crealia.local.cloud.mediaconvert.encode;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crealia.local.cloud.ffmpeg.Clips;
import io.crealia.local.cloud.ffmpeg.FfmpegLimits;
import io.crealia.local.cloud.ffmpeg.Ffprobe;
import io.crealia.local.cloud.ffmpeg.TestFfmpeg;
import io.crealia.local.cloud.mediaconvert.spec.JobParser;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CommandTest {
    private static final String H264_OF_THE_MP4 = "/settings/outputGroups/1/outputs/0/videoDescription/codecSettings/h264Settings";

    @Test
    void arguments_mp4LikeARung_encodesItOnce() throws Exception {
        List<String> command = command(job());

        assertThat(Collections.frequency(command, "libx264")).isEqualTo(1);
        assertThat(command).anyMatch(argument -> argument.contains("|[f=mp4:movflags=+faststart:select=\\'v,a:0\\']"));
    }

    @Test
    void arguments_mp4OfOtherQuality_encodesTwice() throws Exception {
        JsonNode job = job();
        ((ObjectNode) job.at(H264_OF_THE_MP4)).put("maxBitrate", 1_000_000);

        assertThat(Collections.frequency(command(job), "libx264")).isEqualTo(2);
    }

    @Test
    void arguments_anyJob_openOneGuardedInput() throws Exception {
        List<String> command = command(job());

        assertThat(Collections.frequency(command, "-i")).isEqualTo(1);
        assertThat(command.subList(0, command.indexOf("-i"))).containsSubsequence("-protocol_whitelist", "file",
                "-format_whitelist",
                "mov,mp4,m4a,3gp,3g2,mj2", "-f", "mov");
        assertThat(command).as("no word of the job's addresses").noneMatch(argument -> argument.contains("ten/ast"));
    }

    private static JsonNode job() throws Exception {
        return new ObjectMapper().readTree(JobParser.class.getResourceAsStream("job.json"));
    }

    private static List<String> command(JsonNode job) throws Exception {
        var ffmpeg = TestFfmpeg.ffmpeg();
        var settings = JobParser.parse(job).settings();
        var clip = Clips.landscape(1);
        var source = new Source(clip, new Ffprobe(ffmpeg.binaries(), FfmpegLimits.DEFAULT).probe(clip),
                settings.input());
        return Command.arguments(source, Planner.plan(source, settings.groups()), Map.of(), Map.of(), ffmpeg,
                FfmpegLimits.DEFAULT);
    }
}
