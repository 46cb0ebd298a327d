package io.crealia.local.cloud.mediaconvert.spec;

import java.util.HashSet;
import java.util.Set;

/** Rules that join several settings of a job. */
final class JobChecks {
    private JobChecks() {}

    static void check(JobSettings settings, StrictObject in) {
        if (settings.groups().isEmpty()) {
            throw in.refuse("outputGroups", "expected at least one output group");
        }
        boolean onlyFrames = true;
        var names = new HashSet<String>();
        for (int i = 0; i < settings.groups().size(); i++) {
            OutputGroup group = settings.groups().get(i);
            if (group.outputs().isEmpty()) {
                throw in.refuse("outputGroups", "group " + i + " has no outputs");
            }
            for (Output output : group.outputs()) {
                checkOutput(group, output, settings);
                onlyFrames &= isFrames(output);
                unique(names, group, output);
            }
            if (group instanceof OutputGroup.Cmaf cmaf) {
                checkCmaf(cmaf, in.path("outputGroups") + "/" + i);
            }
        }
        if (onlyFrames) {
            throw in.refuse("outputGroups", "frame capture cannot be the only output of a job");
        }
    }

    private static boolean isFrames(Output output) {
        return output.video().map(video -> video.codec() instanceof VideoCodec.FrameCapture).orElse(false);
    }

    private static void unique(Set<String> names, OutputGroup group, Output output) {
        if (!names.add(group.destination().append(output.nameModifier()) + "." + output.container())) {
            throw new InvalidJobException(output.path() + "/nameModifier",
                    "two outputs would write the same file names: \"" + output.nameModifier() + "\"");
        }
    }

    private static void checkOutput(OutputGroup group, Output output, JobSettings settings) {
        boolean video = output.video().isPresent();
        if (!video && output.audios().isEmpty() && output.captions().isEmpty()) {
            throw new InvalidJobException(output.path(), "the output has no video, audio or captions");
        }
        boolean cmfc = output.container() == Output.Container.CMFC;
        if (cmfc != group instanceof OutputGroup.Cmaf) {
            throw new InvalidJobException(output.path() + "/containerSettings/container",
                    cmfc ? "CMFC belongs into a CMAF group" : "a CMAF group holds only CMFC outputs");
        }
        if (output.audios().size() > 1) {
            throw new InvalidJobException(output.path() + "/audioDescriptions",
                    "the local MediaConvert writes one audio track per output, got " + output.audios().size());
        }
        for (Output.CaptionSpec caption : output.captions()) {
            if (!settings.input().captionSources().containsKey(caption.selector())) {
                throw new InvalidJobException(output.path() + "/captionDescriptions",
                        "no caption selector is called \"" + caption.selector() + "\"");
            }
        }
        checkBurnIn(output);
        checkCodecs(output);
    }

    private static void checkBurnIn(Output output) {
        boolean mp4 = output.container() == Output.Container.MP4 && output.video().isPresent();
        for (Output.CaptionSpec caption : output.captions()) {
            if (caption.burnIn().isPresent() && !mp4) {
                throw new InvalidJobException(output.path() + "/captionDescriptions",
                        "the local MediaConvert burns captions only into the picture of an MP4 output");
            }
            if (caption.burnIn().isEmpty() && output.container() != Output.Container.CMFC) {
                throw new InvalidJobException(output.path() + "/captionDescriptions",
                        "WEBVTT captions belong into a CMAF group");
            }
        }
        if (output.captions().size() > 1) {
            throw new InvalidJobException(output.path() + "/captionDescriptions",
                    "the local MediaConvert takes one caption per output, got " + output.captions().size());
        }
        boolean images = output.video().filter(video -> !video.images().isEmpty()).isPresent();
        if (images && !mp4) {
            throw new InvalidJobException(output.path() + "/videoDescription/videoPreprocessors/imageInserter",
                    "the local MediaConvert lays images only over MP4 outputs");
        }
    }

    private static void checkCodecs(Output output) {
        boolean wav = output.audios().stream().anyMatch(audio -> audio.codec() instanceof AudioSpec.Codec.Wav);
        boolean raw = output.container() == Output.Container.RAW;
        if (raw != (wav || isFrames(output))) {
            throw new InvalidJobException(output.path() + "/containerSettings/container",
                    "RAW is for WAV audio and frame capture, and these need it");
        }
        if (raw && output.video().isPresent() != output.audios().isEmpty()) {
            throw new InvalidJobException(output.path(), "a RAW output holds either frames or one audio track");
        }
    }

    /** In CMAF each track is a rendition of its own, and all video must be cut at the same places. */
    private static void checkCmaf(OutputGroup.Cmaf group, String path) {
        for (Output output : group.outputs()) {
            int kinds = output.video().map(_ -> 1).orElse(0) + output.audios().size() + output.captions().size();
            if (kinds != 1) {
                throw new InvalidJobException(output.path(),
                        "a CMAF output holds exactly one of video, audio, captions; this one has " + kinds);
            }
            if (output.video().isPresent() && output.video().get().codec() instanceof VideoCodec.H264 h264
                    && h264.gopSeconds() > 0 && !divides(h264.gopSeconds(), group.fragmentSeconds())) {
                throw new InvalidJobException(output.path() + "/videoDescription/codecSettings/h264Settings/gopSize",
                        "expected a divisor of fragmentLength " + group.fragmentSeconds() + ", got "
                                + h264.gopSeconds());
            }
        }
        if (group.outputs().stream().allMatch(output -> output.video().isEmpty() && output.audios().isEmpty())) {
            throw new InvalidJobException(path + "/outputs", "expected at least one video or audio output");
        }
    }

    private static boolean divides(double part, int whole) {
        double times = whole / part;
        return Math.abs(times - Math.rint(times)) < 1e-6;
    }
}
