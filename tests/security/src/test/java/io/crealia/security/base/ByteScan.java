package io.crealia.security.base;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** Looks for texts in files: plain, in base64 at each of its three offsets, in hex, and in UTF-16 of both byte orders. */
public final class ByteScan {
    private final List<String> patterns = new ArrayList<>();
    private final List<String> names = new ArrayList<>();

    /** @param texts each long enough not to occur by chance */
    public ByteScan(List<String> texts) {
        texts.forEach(this::add);
    }

    private void add(String text) {
        add(text, "UTF-16LE", text.getBytes(StandardCharsets.UTF_16LE));
        add(text, "UTF-16BE", text.getBytes(StandardCharsets.UTF_16BE));
        and(text, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Looks for these bytes too, for example a key that only its text form was seen of. */
    public ByteScan and(String name, byte[] bytes) {
        add(name, "plain", bytes);
        add(name, "hex", ascii(HexFormat.of().formatHex(bytes)));
        add(name, "HEX", ascii(HexFormat.of().withUpperCase().formatHex(bytes)));
        for (int offset = 0; offset < 3; offset++) {
            add(name, "base64+" + offset, ascii(base64(bytes, offset, Base64.getEncoder())));
            add(name, "base64url+" + offset, ascii(base64(bytes, offset, Base64.getUrlEncoder())));
        }
        return this;
    }

    private void add(String text, String form, byte[] pattern) {
        names.add(text + " in " + form);
        patterns.add(latin(pattern));
    }

    // Without the characters that also depend on what stands before and after.
    private static String base64(byte[] plain, int offset, Base64.Encoder encoder) {
        var shifted = new byte[offset + plain.length];
        System.arraycopy(plain, 0, shifted, offset, plain.length);
        var encoded = encoder.withoutPadding().encodeToString(shifted);
        return encoded.substring(offset == 0 ? 0 : offset + 1, encoded.length() - 1);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** What was found below a folder, each as {@code text in form: file}. */
    public List<String> find(Path folder) {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).flatMap(file -> find(folder, file).stream()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> find(Path folder, Path file) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return find(bytes, folder.relativize(file).toString());
    }

    /** What was found in a file's bytes or its name. */
    public List<String> find(byte[] bytes, String place) {
        var text = latin(bytes);
        var found = new ArrayList<String>();
        for (int i = 0; i < patterns.size(); i++) {
            if (text.contains(patterns.get(i)) || place.contains(patterns.get(i))) {
                found.add(names.get(i) + ": " + place);
            }
        }
        return found;
    }

    /** One character per byte: searching text is what the JVM does fast. */
    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
