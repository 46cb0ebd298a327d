package io.crealia.local.cloud.mediaconvert.encode;

import io.crealia.local.cloud.mediaconvert.spec.ObjectUri;
import io.crealia.local.cloud.mediaconvert.spec.Output;
import io.crealia.local.cloud.mediaconvert.spec.OutputGroup;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Gives ffmpeg's files their MediaConvert names, and writes what ffmpeg did not: segments and playlists. */
final class Packager {
    private final Source source;
    private final OutputFiles files;

    Packager(Source source, OutputFiles files) {
        this.source = source;
        this.files = files;
    }

    List<Produced> pack(List<Planned> outputs) throws IOException, JobFailedException {
        var groups = new ArrayList<OutputGroup>();
        outputs.forEach(output -> {
            if (!groups.contains(output.group())) {
                groups.add(output.group());
            }
        });
        var produced = new ArrayList<Produced>();
        for (OutputGroup group : groups) {
            List<Planned> members = outputs.stream().filter(output -> output.group().equals(group)).toList();
            produced.add(switch (group) {
                case OutputGroup.Cmaf cmaf -> new CmafPackager(source, files, cmaf).pack(members);
                case OutputGroup.Files _ -> files(members);
            });
        }
        return produced;
    }

    private Produced files(List<Planned> members) throws IOException, JobFailedException {
        var written = new ArrayList<Produced.File>();
        var details = new ArrayList<Produced.Detail>();
        for (Planned member : members) {
            details.add(switch (member.kind()) {
                case FRAMES -> frames(member, written);
                case WAV -> single(member, "wav", "audio/wav", written);
                default ->
                    single(member, "mp4", member.output().video().isPresent() ? "video/mp4" : "audio/mp4", written);
            });
        }
        return new Produced("FILE_GROUP", written, List.of(), details);
    }

    private Produced.Detail single(Planned member, String extension, String type, List<Produced.File> written)
            throws IOException, JobFailedException {
        Output output = member.output();
        ObjectUri target = target(member).append("." + output.extension().orElse(extension));
        var file = files.existing(member.file(), output.path());
        written.add(new Produced.File(file, target, type));
        double seconds = files.seconds(file);
        Optional<Produced.Picture> picture = member.geometry()
                .map(size -> new Produced.Picture(size.width(), size.height(),
                        Math.round(file.toFile().length() * 8 / Math.max(seconds, 0.001))));
        return new Produced.Detail(output.path(), List.of(target), seconds, picture, promised(source, member));
    }

    private Produced.Detail frames(Planned member, List<Produced.File> written) throws IOException, JobFailedException {
        var captured = files.numbered(member.file(), member.output().path());
        var targets = new ArrayList<ObjectUri>();
        for (int i = 0; i < captured.size(); i++) {
            ObjectUri target = target(member).append("." + "%07d".formatted(i) + "."
                    + member.output().extension().orElse("jpg"));
            targets.add(target);
            written.add(new Produced.File(captured.get(i), target, "image/jpeg"));
        }
        Geometry size = member.geometry().orElseThrow();
        return new Produced.Detail(member.output().path(), List.of(targets.getLast()), source.duration().orElse(0),
                Optional.of(new Produced.Picture(size.width(), size.height(), 0)), OptionalDouble.empty());
    }

    static ObjectUri target(Planned member) {
        return member.group().destination().append(member.output().nameModifier());
    }

    /**
     * Seconds the input promises for this output: those of its stream, else those of the container when one stream
     * fills it.
     */
    static OptionalDouble promised(Source source, Planned member) {
        if (member.output().video().isPresent()) {
            var video = source.video().orElseThrow().durationSeconds();
            return video.isPresent() || source.info().audios().isEmpty()
                    ? source.promised(video)
                    : OptionalDouble.empty();
        }
        var audio = source.audio(member.output().audios().getFirst().selector());
        if (audio.isEmpty()) {
            return OptionalDouble.empty();
        }
        var seconds = audio.get().durationSeconds();
        return seconds.isPresent() || source.video().isEmpty() ? source.promised(seconds) : OptionalDouble.empty();
    }
}
