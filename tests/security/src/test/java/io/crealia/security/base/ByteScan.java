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
    private final List<byte[]> patterns = new ArrayList<>();
    private final List<String> names = new ArrayList<>();

    /** @param texts each long enough not to occur by chance */
    public ByteScan(List<String> texts) {
        texts.forEach(this::add);
    }

    private void add(String text) {
        var plain = text.getBytes(StandardCharsets.UTF_8);
        add(text, "plain", plain);
        add(text, "UTF-16LE", text.getBytes(StandardCharsets.UTF_16LE));
        add(text, "UTF-16BE", text.getBytes(StandardCharsets.UTF_16BE));
        add(text, "hex", ascii(HexFormat.of().formatHex(plain)));
        add(text, "HEX", ascii(HexFormat.of().withUpperCase().formatHex(plain)));
        for (int offset = 0; offset < 3; offset++) {
            add(text, "base64+" + offset, ascii(base64(plain, offset, Base64.getEncoder())));
            add(text, "base64url+" + offset, ascii(base64(plain, offset, Base64.getUrlEncoder())));
        }
    }

    private void add(String text, String form, byte[] pattern) {
        names.add(text + " in " + form);
        patterns.add(pattern);
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
        var found = new ArrayList<String>();
        var path = folder.relativize(file).toString();
        for (int i = 0; i < patterns.size(); i++) {
            if (contains(bytes, patterns.get(i)) || contains(ascii(path), patterns.get(i))) {
                found.add(names.get(i) + ": " + path);
            }
        }
        return found;
    }

    private static boolean contains(byte[] bytes, byte[] pattern) {
        for (int i = 0; i <= bytes.length - pattern.length; i++) {
            int at = 0;
            while (at < pattern.length && bytes[i + at] == pattern[at]) {
                at++;
            }
            if (at == pattern.length) {
                return true;
            }
        }
        return false;
    }
}
