package io.crealia.local.cloud.mediaconvert.job;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crealia.local.cloud.ffmpeg.MediaInfo;
import io.crealia.local.cloud.mediaconvert.encode.Produced;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * EventBridge events of a job, with the envelope and the details of MediaConvert's user guide ("List of MediaConvert
 * EventBridge events").
 */
final class JobEvents {
    private final Arns arns;

    JobEvents(Arns arns) {
        this.arns = arns;
    }

    ObjectNode progressing(JobRecord job, Instant now) {
        return event(job, "PROGRESSING", now);
    }

    ObjectNode inputInformation(JobRecord job, MediaInfo info, Instant now) {
        ObjectNode event = event(job, "INPUT_INFORMATION", now);
        ObjectNode input = detail(event).putArray("inputDetails").addObject();
        input.put("id", 1).put("uri", job.body().at("/settings/inputs/0/fileInput").asText());
        ArrayNode audio = input.putArray("audio");
        info.audios().forEach(track -> audio.addObject().put("channels", track.channels())
                .put("codec", track.codec().toUpperCase(Locale.ROOT))
                .put("language", track.language().isEmpty() ? "UND" : track.language().toUpperCase(Locale.ROOT))
                .put("sampleRate", track.sampleRate()).put("streamId", track.index() + 1));
        ArrayNode video = input.putArray("video");
        info.video().ifPresent(track -> video.addObject().put("bitDepth", track.bitDepth())
                .put("codec", codec(track.codec()))
                .put("colorFormat", track.pixelFormat().contains("422") ? "YUV_422" : "YUV_420")
                .put("fourCC", track.codecTag()).put("frameRate", track.averageFrameRate().value())
                .put("height", track.height()).put("interlaceMode", track.interlaced() ? "INTERLACED" : "PROGRESSIVE")
                .put("sar", track.pixelAspect().numerator() + ":" + track.pixelAspect().denominator())
                .put("standard", "UNSPECIFIED").put("streamId", track.index() + 1).put("width", track.width()));
        return event;
    }

    ObjectNode statusUpdate(JobRecord job, int phasePercent, Instant now) {
        ObjectNode event = event(job, "STATUS_UPDATE", now);
        ObjectNode progress = detail(event).putObject("jobProgress");
        String phase = job.phase().orElse("PROBING");
        ObjectNode phases = progress.putObject("phaseProgress");
        boolean before = true;
        for (String name : List.of("PROBING", "TRANSCODING", "UPLOADING")) {
            boolean current = name.equals(phase);
            before &= !current;
            phases.putObject(name).put("status", before ? "COMPLETE" : current ? "PROGRESSING" : "PENDING").put(
                    "percentComplete",
                    before ? 100 : current ? phasePercent : 0);
        }
        progress.put("jobPercentComplete", job.percent()).put("currentPhase", phase).put("retryCount", 0);
        return event;
    }

    ObjectNode newWarning(JobRecord job, JobRecord.Warning warning, Instant now) {
        ObjectNode event = event(job, "NEW_WARNING", now);
        detail(event).put("warningCode", warning.code()).put("warningMessage", warning.message());
        return event;
    }

    ObjectNode complete(JobRecord job, List<Produced> groups, Instant now) {
        ObjectNode event = event(job, "COMPLETE", now);
        ObjectNode detail = detail(event);
        ArrayNode warnings = detail.putArray("warnings");
        job.warnings().forEach(warning -> warnings.addObject().put("code", warning.code()).put("count", 1));
        ArrayNode details = detail.putArray("outputGroupDetails");
        for (Produced group : groups) {
            ObjectNode one = details.addObject();
            ArrayNode outputs = one.putArray("outputDetails");
            group.outputs().forEach(output -> output(outputs.addObject(), output));
            if (!group.playlists().isEmpty()) {
                ArrayNode playlists = one.putArray("playlistFilePaths");
                group.playlists().forEach(uri -> playlists.add(uri.toString()));
            }
            one.put("type", group.type());
        }
        return event;
    }

    /** A CMAF group's outputs carry no paths: MediaConvert names only its multivariant playlist. */
    private static void output(ObjectNode node, Produced.Detail output) {
        if (!output.paths().isEmpty()) {
            ArrayNode paths = node.putArray("outputFilePaths");
            output.paths().forEach(uri -> paths.add(uri.toString()));
        }
        node.put("durationInMs", Math.round(output.seconds() * 1000));
        output.picture().ifPresent(picture -> {
            ObjectNode video = node.putObject("videoDetails");
            video.put("widthInPx", picture.width()).put("heightInPx", picture.height());
            if (picture.averageBitrate() > 0) {
                video.put("averageBitrate", picture.averageBitrate());
            }
        });
    }

    ObjectNode canceled(JobRecord job, Instant now) {
        return event(job, "CANCELED", now);
    }

    ObjectNode error(JobRecord job, JobRecord.Failure why, Instant now) {
        ObjectNode event = event(job, "ERROR", now);
        detail(event).put("errorCode", why.code()).put("errorMessage", why.message());
        return event;
    }

    private static String codec(String ffmpegName) {
        return switch (ffmpegName) {
            case "h264" -> "H_264";
            case "hevc" -> "H_265";
            default -> ffmpegName.toUpperCase(Locale.ROOT);
        };
    }

    private static ObjectNode detail(ObjectNode event) {
        return (ObjectNode) event.path("detail");
    }

    private ObjectNode event(JobRecord job, String status, Instant now) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put("version", "0").put("id", UUID.randomUUID().toString()).put("detail-type",
                "MediaConvert Job State Change");
        event.put("source", "aws.mediaconvert").put("account", arns.account());
        event.put("time", now.truncatedTo(ChronoUnit.SECONDS).toString()).put("region", arns.region());
        event.putArray("resources").add(arns.job(job.id()));
        ObjectNode detail = event.putObject("detail");
        detail.put("timestamp", now.toEpochMilli()).put("accountId", arns.account()).put("queue", job.queueArn());
        detail.put("jobId", job.id()).put("status", status);
        detail.set("userMetadata", job.body().path("userMetadata").isObject()
                ? job.body().path("userMetadata")
                : JsonNodeFactory.instance.objectNode());
        return event;
    }
}
