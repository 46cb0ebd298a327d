package io.crealia.local.cloud.mediaconvert.encode;

import io.crealia.local.cloud.ffmpeg.MediaInfo;
import java.util.Locale;
import java.util.Optional;

/** The language a file gives its audio, as RFC 5646 tag. */
final class Languages {
    private Languages() {}

    /** Empty when the file says nothing or "undetermined". */
    static String tag(Optional<MediaInfo.Audio> track) {
        String code = track.map(MediaInfo.Audio::language).orElse("");
        if (code.isEmpty() || code.equals("und")) {
            return "";
        }
        for (String two : Locale.getISOLanguages()) {
            if (Locale.of(two).getISO3Language().equals(code)) {
                return two;
            }
        }
        return code.matches("[A-Za-z]{2,3}") ? code : "";
    }
}
