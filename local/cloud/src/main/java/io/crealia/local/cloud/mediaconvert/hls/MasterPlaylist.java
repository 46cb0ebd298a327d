package io.crealia.local.cloud.mediaconvert.hls;

import io.crealia.local.cloud.ffmpeg.Ratio;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The multivariant playlist (RFC 8216, section 4.3.4), from measured renditions. */
public final class MasterPlaylist {
    private static final String AUDIO_GROUP = "audio";
    private static final String TEXT_GROUP = "subtitles";

    private final double targetSeconds;
    private final boolean resolution;
    private final List<Video> videos = new ArrayList<>();
    private final List<Audio> audios = new ArrayList<>();
    private final List<Text> texts = new ArrayList<>();

    /** @param resolution write RESOLUTION */
    public MasterPlaylist(double targetSeconds, boolean resolution) {
        this.targetSeconds = targetSeconds;
        this.resolution = resolution;
    }

    private record Video(String playlist, Rendition rendition, int width, int height, Ratio frameRate) {}

    private record Audio(String playlist, Rendition rendition, String name, String language, int channels) {}

    private record Text(String playlist, String name, String language) {}

    public void video(String playlist, Rendition rendition, int width, int height, Ratio frameRate) {
        videos.add(new Video(playlist, rendition, width, height, frameRate));
    }

    /** @param language RFC 5646 tag, may be empty */
    public void audio(String playlist, Rendition rendition, String name, String language, int channels) {
        audios.add(new Audio(playlist, rendition, name, language, channels));
    }

    public void text(String playlist, String name, String language) {
        texts.add(new Text(playlist, name, language));
    }

    /** Highest bit rate first; without video the audio renditions are the variants. */
    public String write() {
        var out = new StringBuilder("#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-INDEPENDENT-SEGMENTS\n");
        boolean grouped = !videos.isEmpty();
        for (int i = 0; grouped && i < audios.size(); i++) {
            Audio audio = audios.get(i);
            out.append(media("AUDIO", AUDIO_GROUP, audio.name(), audio.language(), i == 0)).append(",CHANNELS=\"")
                    .append(audio.channels()).append("\",URI=\"").append(audio.playlist()).append("\"\n");
        }
        for (Text text : texts) {
            out.append(media("SUBTITLES", TEXT_GROUP, text.name(), text.language(), false)).append(",FORCED=NO,URI=\"")
                    .append(text.playlist()).append("\"\n");
        }
        var order = Comparator.comparingLong((Video video) -> video.rendition().peakBandwidth(targetSeconds))
                .reversed();
        videos.stream().sorted(order).forEach(video -> out.append(variant(video)));
        if (!grouped) {
            audios.forEach(audio -> out.append(stream(audio.rendition().peakBandwidth(targetSeconds),
                    audio.rendition().averageBandwidth(), audio.rendition().codecs())).append(groups(false))
                    .append('\n')
                    .append(audio.playlist()).append('\n'));
        }
        return out.toString();
    }

    private String variant(Video video) {
        var loudest = audios.stream().map(Audio::rendition);
        long peak = video.rendition().peakBandwidth(targetSeconds)
                + loudest.mapToLong(audio -> audio.peakBandwidth(targetSeconds))
                        .max().orElse(0);
        long average = video.rendition().averageBandwidth()
                + audios.stream().mapToLong(audio -> audio.rendition().averageBandwidth()).max().orElse(0);
        String codecs = audios.isEmpty()
                ? video.rendition().codecs()
                : video.rendition().codecs() + "," + audios.getFirst().rendition().codecs();
        var out = new StringBuilder(stream(peak, average, codecs));
        if (resolution) {
            out.append(",RESOLUTION=").append(video.width()).append('x').append(video.height());
        }
        out.append(String.format(Locale.ROOT, ",FRAME-RATE=%.3f", video.frameRate().value()));
        return out.append(groups(!audios.isEmpty())).append('\n').append(video.playlist()).append('\n').toString();
    }

    private String groups(boolean audio) {
        return (audio ? ",AUDIO=\"" + AUDIO_GROUP + "\"" : "")
                + (texts.isEmpty() ? "" : ",SUBTITLES=\"" + TEXT_GROUP + "\"");
    }

    private static String stream(long peak, long average, String codecs) {
        return "#EXT-X-STREAM-INF:BANDWIDTH=" + peak + ",AVERAGE-BANDWIDTH=" + average + ",CODECS=\"" + codecs + "\"";
    }

    private static String media(String type, String group, String name, String language, boolean standard) {
        return "#EXT-X-MEDIA:TYPE=" + type + ",GROUP-ID=\"" + group + "\",NAME=\"" + quoted(name) + "\""
                + (language.isEmpty() ? "" : ",LANGUAGE=\"" + quoted(language) + "\"") + ",DEFAULT="
                + (standard ? "YES" : "NO") + ",AUTOSELECT=YES";
    }

    /** A quoted string of HLS can hold neither quotes nor line breaks. */
    private static String quoted(String text) {
        return text.replaceAll("[\"\\r\\n]", " ");
    }
}
