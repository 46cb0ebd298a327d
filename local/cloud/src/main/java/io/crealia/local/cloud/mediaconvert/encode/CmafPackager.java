package io.crealia.local.cloud.mediaconvert.encode;

import io.crealia.local.cloud.mediaconvert.hls.MasterPlaylist;
import io.crealia.local.cloud.mediaconvert.hls.MediaPlaylist;
import io.crealia.local.cloud.mediaconvert.hls.Rendition;
import io.crealia.local.cloud.mediaconvert.hls.Segmenter;
import io.crealia.local.cloud.mediaconvert.hls.WebVtt;
import io.crealia.local.cloud.mediaconvert.spec.AudioSpec;
import io.crealia.local.cloud.mediaconvert.spec.JobInput;
import io.crealia.local.cloud.mediaconvert.spec.ObjectUri;
import io.crealia.local.cloud.mediaconvert.spec.Output;
import io.crealia.local.cloud.mediaconvert.spec.OutputGroup;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A CMAF group with HLS playlists, named as MediaConvert names it: {@code {dest}.m3u8}, {@code {dest}{mod}.m3u8},
 * {@code {dest}{mod}init.cmfv}, {@code {dest}{mod}_000000001.cmfv}.
 */
final class CmafPackager {
    private static final String PLAYLIST = "application/vnd.apple.mpegurl";

    private final Source source;
    private final OutputFiles files;
    private final OutputGroup.Cmaf group;
    private final MasterPlaylist master;
    private final List<Produced.File> written = new ArrayList<>();
    private final List<Produced.File> playlists = new ArrayList<>();
    private final List<Produced.Detail> details = new ArrayList<>();

    CmafPackager(Source source, OutputFiles files, OutputGroup.Cmaf group) {
        this.source = source;
        this.files = files;
        this.group = group;
        this.master = new MasterPlaylist(group.segmentSeconds(), group.resolution());
    }

    Produced pack(List<Planned> members) throws IOException, JobFailedException {
        double longest = 0;
        for (Planned member : members) {
            if (member.kind() != Planned.Kind.CMAF_CAPTIONS) {
                longest = Math.max(longest, media(member));
            }
        }
        for (Planned member : members) {
            if (member.kind() == Planned.Kind.CMAF_CAPTIONS) {
                captions(member, longest);
            }
        }
        ObjectUri address = group.destination().append(".m3u8");
        playlists.add(new Produced.File(files.write("master" + members.getFirst().id() + ".m3u8", master.write()),
                address, PLAYLIST));
        written.addAll(playlists);
        return new Produced(group.eventType(), written, List.of(address), details);
    }

    private double media(Planned member) throws IOException, JobFailedException {
        boolean video = member.kind() == Planned.Kind.CMAF_VIDEO;
        String extension = video ? "cmfv" : "cmfa";
        String type = video ? "video/mp4" : "audio/mp4";
        Path coded = files.existing(member.file(), member.output().path());
        String prefix = "o" + member.id() + "_";
        Rendition rendition = cut(coded, prefix, member);
        Files.delete(coded);

        ObjectUri base = Packager.target(member);
        ObjectUri init = base.append("init." + extension);
        written.add(new Produced.File(rendition.init(), init, type));
        var entries = new ArrayList<MediaPlaylist.Entry>();
        for (int i = 0; i < rendition.segments().size(); i++) {
            ObjectUri target = base.append("_%09d.%s".formatted(i + 1, extension));
            written.add(new Produced.File(rendition.segments().get(i).file(), target, type));
            entries.add(new MediaPlaylist.Entry(name(target), rendition.segments().get(i).seconds()));
        }
        playlist(member, name(init), entries);
        register(member, rendition);
        Optional<Produced.Picture> picture = member.geometry()
                .map(size -> new Produced.Picture(size.width(), size.height(), rendition.averageBandwidth()));
        details.add(new Produced.Detail(member.output().path(), List.of(), rendition.seconds(), picture,
                Packager.promised(source, member)));
        return rendition.seconds();
    }

    private Rendition cut(Path coded, String prefix, Planned member) throws JobFailedException {
        try {
            return new Segmenter(group.segmentSeconds(), group.minFinalSegmentSeconds()).cut(coded,
                    files.path(prefix + "init"),
                    number -> files.path(prefix + number));
        } catch (IOException e) {
            throw new JobFailedException(JobFailedException.DAMAGED_INPUT,
                    "the input gave no media for " + member.output().path() + ": " + e.getMessage(), e);
        }
    }

    private void register(Planned member, Rendition rendition) {
        String playlist = name(Packager.target(member)) + ".m3u8";
        if (member.kind() == Planned.Kind.CMAF_VIDEO) {
            Geometry size = member.geometry().orElseThrow();
            master.video(playlist, rendition, size.width(), size.height(), member.rate().orElseThrow());
        } else {
            AudioSpec audio = member.output().audios().getFirst();
            String language = audio.languageTag().isEmpty()
                    ? Languages.tag(source.audio(audio.selector()))
                    : audio.languageTag();
            String name = audio.streamName().orElse(language.isEmpty() ? "Audio" : language);
            master.audio(playlist, rendition, name, language, audio.codec().channels());
        }
    }

    private void captions(Planned member, double seconds) throws IOException, JobFailedException {
        Output.CaptionSpec spec = member.output().captions().getFirst();
        JobInput.CaptionSource caption = source.settings().captionSources().get(spec.selector());
        WebVtt text = parse(caption, files.existing(member.file(), member.output().path()));
        ObjectUri base = Packager.target(member);
        var entries = new ArrayList<MediaPlaylist.Entry>();
        List<String> segments = text.segments(group.segmentSeconds(), seconds);
        for (int i = 0; i < segments.size(); i++) {
            ObjectUri target = base.append("_%09d.vtt".formatted(i + 1));
            Path file = files.write("o" + member.id() + "_" + (i + 1) + ".vtt", segments.get(i));
            written.add(new Produced.File(file, target, "text/vtt"));
            double start = (double) i * group.segmentSeconds();
            entries.add(new MediaPlaylist.Entry(name(target), Math.min(group.segmentSeconds(), seconds - start)));
        }
        playlist(member, "", entries);
        master.text(name(base) + ".m3u8", spec.description(), spec.languageTag());
        details.add(new Produced.Detail(member.output().path(), List.of(), seconds, Optional.empty(),
                OptionalDouble.empty()));
    }

    /** A sidecar's times count from the start of the file, of which the clip is a part. */
    private WebVtt parse(JobInput.CaptionSource caption, Path file) throws IOException, JobFailedException {
        try {
            return WebVtt.parse(Files.readString(file, StandardCharsets.UTF_8),
                    caption.offsetMillis() - Math.round(source.clipStart() * 1000));
        } catch (IllegalArgumentException | java.nio.charset.CharacterCodingException e) {
            throw new JobFailedException(JobFailedException.FILE_ACCESS, caption.file() + ": " + e.getMessage(), e);
        }
    }

    private void playlist(Planned member, String init, List<MediaPlaylist.Entry> entries) throws IOException {
        String text = MediaPlaylist.write(init, entries, group.segmentSeconds(), group.floatingDurations(),
                group.targetRoundedUp());
        Path file = files.write("o" + member.id() + ".m3u8", text);
        playlists.add(new Produced.File(file, Packager.target(member).append(".m3u8"), PLAYLIST));
    }

    private static String name(ObjectUri uri) {
        return uri.key().substring(uri.key().lastIndexOf('/') + 1);
    }
}
