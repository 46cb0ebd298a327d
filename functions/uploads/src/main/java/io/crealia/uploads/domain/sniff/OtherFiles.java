package io.crealia.uploads.domain.sniff;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Names what is not media, so that the creator hears more than "no". */
final class OtherFiles {
    /** Beginnings of texts, in lower case and after white space. The playlists among them would make a decoder fetch. */
    private static final Map<String, String> TEXTS = ordered("#extm3u", "an HLS playlist", "ffconcat version",
            "an ffconcat playlist", "[playlist]", "a PLS playlist", "v=0\r", "an SDP description", "v=0\n",
            "an SDP description", "<mpd", "a DASH manifest", "<!doctype html", "an HTML page", "<html", "an HTML page",
            "<head", "an HTML page", "<body", "an HTML page", "<script", "an HTML page", "<svg", "an SVG image",
            "#!", "a script");
    /** Marks that no media file has in its first bytes: a file that has one beside a signature wants to be two things. */
    private static final Map<String, String> MARKS = ordered("#extm3u\n", "an HLS playlist", "#extm3u\r",
            "an HLS playlist", "ffconcat version ", "an ffconcat playlist", "<mpd ", "a DASH manifest",
            "<!doctype html", "an HTML page", "<html", "an HTML page", "<script", "an HTML page", "<svg ",
            "an SVG image", "%pdf-", "a PDF document");
    private static final Map<String, String> BINARIES = ordered("PK\u0003\u0004", "a ZIP archive", "\u007fELF",
            "a program", "MZ", "a program", "GIF8", "a GIF image", "\u0089PNG", "a PNG image", "\u00ff\u00d8\u00ff",
            "a JPEG image", "%PDF", "a PDF document", "\u001f\u008b", "a gzip archive", "7z\u00bc\u00af",
            "a 7-Zip archive", "Rar!", "a RAR archive", "\u00ca\u00fe\u00ba\u00be", "a program", "II*\u0000",
            "a TIFF image", "MM\u0000*", "a TIFF image", "\u0000\u0000\u0000\u000cjP  ", "an image", "BZh",
            "a bzip2 archive", "\u00fd7zXZ", "an xz archive");

    private OtherFiles() {}

    /** Text that a decoder or a browser would act upon, anywhere in the first bytes. */
    static Optional<String> mark(FirstBytes head) {
        var text = head.latin1().toLowerCase(Locale.ROOT);
        return MARKS.entrySet().stream().filter(mark -> text.contains(mark.getKey())).map(Map.Entry::getValue)
                .findFirst();
    }

    static String name(FirstBytes head) {
        var raw = head.latin1();
        for (var binary : BINARIES.entrySet()) {
            if (raw.startsWith(binary.getKey())) {
                return binary.getValue();
            }
        }
        if (head.has(0, "RIFF") && head.has(8, "WEBP")) {
            return "a WebP image";
        }
        return text(head.copy()).map(OtherFiles::nameOfText).orElse("no format that we know");
    }

    private static String nameOfText(String text) {
        var start = text.replace("\ufeff", "").stripLeading().toLowerCase(Locale.ROOT);
        for (var known : TEXTS.entrySet()) {
            if (start.startsWith(known.getKey())) {
                return known.getValue();
            }
        }
        if (start.startsWith("<?xml") || start.startsWith("<")) {
            return List.of("<mpd", "<svg", "<html").stream().filter(start::contains).map(TEXTS::get).findFirst()
                    .orElse("an XML document");
        }
        return "a text file";
    }

    /** The bytes as UTF-8 text; empty if they are none. A character that the cut halves is forgiven. */
    private static Optional<String> text(byte[] bytes) {
        for (int cut = 0; cut < 4 && cut < bytes.length; cut++) {
            try {
                var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, bytes.length - cut))
                        .toString();
                return text.chars().allMatch(c -> !Character.isISOControl(c) || Character.isWhitespace(c))
                        ? Optional.of(text)
                        : Optional.empty();
            } catch (CharacterCodingException e) {
                continue;
            }
        }
        return Optional.empty();
    }

    private static Map<String, String> ordered(String... keysAndValues) {
        var map = new LinkedHashMap<String, String>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }
}
