package io.crealia.transcoding;

import io.crealia.contracts.AssetId;
import io.crealia.contracts.Fact;
import io.crealia.contracts.Preset;
import io.crealia.contracts.RunId;
import io.crealia.contracts.SourceObject;
import io.crealia.contracts.Step;
import io.crealia.contracts.StepToken;
import io.crealia.contracts.TenantId;
import io.crealia.platform.json.Json;
import io.crealia.platform.message.SqsBatchEdge;
import io.crealia.transcoding.adapter.MediaConvertJobRenderer;
import io.crealia.transcoding.domain.Backdrop;
import io.crealia.transcoding.domain.ClipPlanner;
import io.crealia.transcoding.domain.Highlight;
import io.crealia.transcoding.domain.JobKey;
import io.crealia.transcoding.domain.Jpeg;
import io.crealia.transcoding.domain.MediaInfo;
import io.crealia.transcoding.domain.OutputLayout;
import io.crealia.transcoding.domain.Planner;
import io.crealia.transcoding.domain.PosterScore;
import io.crealia.transcoding.domain.Ratio;
import io.crealia.transcoding.domain.Saliency;
import io.crealia.transcoding.domain.Size;
import io.crealia.transcoding.port.ClipOrder;
import io.crealia.transcoding.port.TranscodeOrder;
import io.crealia.transcoding.usecase.DriveStep;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs a function's path before a SnapStart checkpoint, so that the snapshot holds its classes. It stores and starts
 * nothing: the messages speak of a run that nobody has.
 */
final class Rehearsal {
    private static final String ULID = "00000000000000000000000000";
    private static final StepToken TOKEN = new StepToken(new RunId(RunId.PREFIX + ULID), Step.TRANSCODE, 1);
    private static final Fact.Header HEADER = new Fact.Header("evt_rehearsal", Instant.EPOCH,
            new TenantId("rehearsal"), new AssetId(AssetId.PREFIX + ULID), "rehearsal");

    private Rehearsal() {}

    static PosterScore steps(TranscodingConfig config, MediaConvertConnection connection, SqsBatchEdge edge,
            DriveStep drive) throws IOException {
        var video = new MediaInfo.Video("avc", 1920, 1080, 0, new Ratio(30, 1), false, 8, MediaInfo.Transfer.SDR, false,
                Ratio.ONE);
        var info = new MediaInfo("mp4", 60_000, 1, Optional.of(video),
                Optional.of(new MediaInfo.Audio("aac", 2, 48000)));
        var plan = new Planner(config.policy()).plan(info, List.of());
        new MediaConvertJobRenderer(config.mediaConvert()).render(new TranscodeOrder(TOKEN, HEADER.assetId(),
                HEADER.correlationId(), "rehearsal", new OutputLayout("rehearsal/"), plan));
        connection.client();
        var image = Jpeg.decode(Jpeg.encode(new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB)));
        reel(config, info, image);
        edge.rehearseFact(new Fact.StepRequested(HEADER, TOKEN,
                new SourceObject("rehearsal", "rehearsal", "rehearsal", 1, "mp4"), Map.of()), drive::execute);
        return PosterScore.of(image);
    }

    private static void reel(TranscodingConfig config, MediaInfo info, BufferedImage image) {
        var clip = new ClipPlanner(info, Preset.Layout.FIT_BLUR).plan(new ClipPlanner.Inputs(
                new Highlight("h1", 1, 0, 5000), Optional.of(Saliency.of(List.of(image))), "rehearsal/",
                Optional.of("en"))).orElseThrow();
        Backdrop.render(image, info.video().orElseThrow().display(), new Size(72, 128));
        new MediaConvertJobRenderer(config.mediaConvert()).render(new ClipOrder(new JobKey(TOKEN, "h1"),
                HEADER.assetId(), HEADER.correlationId(), "rehearsal", clip));
    }

    static Object jobStates(TranscodingConfig config, SqsBatchEdge edge, JobStateEvents events) throws IOException {
        var event = Json.object().put("source", "aws.mediaconvert").put("detail-type", "MediaConvert Job State Change")
                .put("account", config.mediaConvert().queueArn().split(":")[4]).put("time", "1970-01-01T00:00:00Z");
        var detail = event.putObject("detail").put("status", "PROGRESSING").put("jobId", "rehearsal");
        detail.putObject("userMetadata").put("token", TOKEN.value());
        edge.rehearse(Json.text(event), events);
        return event;
    }
}
