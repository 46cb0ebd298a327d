package io.crealia.local.cloud.mediaconvert.captions;

import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.GraphicsEnvironment;
import java.awt.font.TextAttribute;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.text.AttributedString;
import java.util.ArrayList;
import java.util.List;

/**
 * The fonts of burned-in captions: the bundled DejaVu Sans Bold (Latin, Greek, Cyrillic, Arabic, Hebrew and more), and for
 * what it lacks (Chinese, Japanese, Korean, Indic) whatever the machine has installed.
 */
final class CaptionFonts {
    private static final String BUNDLED = "/net/sf/jasperreports/fonts/dejavu/DejaVuSans-Bold.ttf";
    private static final String CONFIGURATION = "sun.awt.fontconfig";

    private final Font base;
    private List<Font> installed;

    private CaptionFonts(Font base) {
        this.base = base;
    }

    private static final class Holder {
        private static final CaptionFonts FONTS = load();
    }

    static CaptionFonts get() {
        return Holder.FONTS;
    }

    private static CaptionFonts load() {
        try {
            withoutFontconfig();
            try (var in = CaptionFonts.class.getResourceAsStream(BUNDLED)) {
                if (in == null) {
                    throw new IllegalStateException("the font " + BUNDLED + " is not on the class path");
                }
                return new CaptionFonts(Font.createFont(Font.TRUETYPE_FONT, in));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the bundled font cannot be read", e);
        } catch (FontFormatException e) {
            throw new IllegalStateException("the bundled font is damaged", e);
        }
    }

    /** Slim machines have no fontconfig, and without it the JDK's font system does not even start: these two lines do. */
    private static void withoutFontconfig() throws IOException {
        System.setProperty("java.awt.headless", "true");
        if (System.getProperty(CONFIGURATION) == null) {
            var file = Files.createTempFile("crealia-fontconfig", ".properties");
            file.toFile().deleteOnExit();
            Files.writeString(file, "version=1\nsequence.allfonts=default\n");
            System.setProperty(CONFIGURATION, file.toString());
        }
    }

    /** A line of text in which each run of characters has a font that can draw it, if there is one. */
    AttributedString line(String text, float size) {
        var line = new AttributedString(text);
        line.addAttribute(TextAttribute.FONT, base.deriveFont(size));
        for (int i = 0; i < text.length();) {
            int point = text.codePointAt(i);
            int length = Character.charCount(point);
            if (!base.canDisplay(point)) {
                int at = i;
                fallback(point).ifPresent(
                        font -> line.addAttribute(TextAttribute.FONT, font.deriveFont(size), at, at + length));
            }
            i += length;
        }
        return line;
    }

    /** Whether some font draws every character. */
    boolean canDisplay(String text) {
        return text.codePoints().allMatch(point -> Character.isWhitespace(point)
                || Character.getType(point) == Character.FORMAT || base.canDisplay(point)
                || fallback(point).isPresent());
    }

    private synchronized java.util.Optional<Font> fallback(int point) {
        if (installed == null) {
            installed = new ArrayList<>();
            for (String family : GraphicsEnvironment.getLocalGraphicsEnvironment().getAvailableFontFamilyNames()) {
                installed.add(new Font(family, Font.BOLD, 1));
            }
        }
        return installed.stream().filter(font -> font.canDisplay(point)).findFirst();
    }
}
