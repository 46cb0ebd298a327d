package io.crealia.transcoding.domain;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** JPEG by the JDK, in memory, never larger than {@link #MAX_PIXELS}. */
public final class Jpeg {
    private static final long MAX_PIXELS = 8_000_000;
    private static final byte APP1 = (byte) 0xe1;
    private static final byte START_OF_SCAN = (byte) 0xda;
    private static final float QUALITY = 0.82f;

    static {
        ImageIO.setUseCache(false);
    }

    private Jpeg() {}

    /** Reads the size from the header only.
     * @throws IllegalArgumentException if the bytes are no JPEG */
    public static Size size(byte[] bytes) {
        return read(bytes, reader -> new Size(reader.getWidth(0), reader.getHeight(0)));
    }

    /**
     * Whether the header holds application data of Exif or XMP, where cameras say where they were.
     *
     * @throws IllegalArgumentException if the header is cut off
     */
    public static boolean describesItself(byte[] bytes) {
        var at = 2;
        while (at + 4 <= bytes.length && bytes[at] == (byte) 0xff && bytes[at + 1] != START_OF_SCAN) {
            if (bytes[at + 1] == APP1) {
                return true;
            }
            at += 2 + ((bytes[at + 2] & 0xff) << 8 | bytes[at + 3] & 0xff);
        }
        if (at + 4 > bytes.length) {
            throw new IllegalArgumentException("not a JPEG picture: its header is cut off");
        }
        return false;
    }

    /** @throws IllegalArgumentException if the bytes are no JPEG, or a very large one */
    public static BufferedImage decode(byte[] bytes) {
        return read(bytes, reader -> {
            if ((long) reader.getWidth(0) * reader.getHeight(0) > MAX_PIXELS) {
                throw new IllegalArgumentException("a picture has more than " + MAX_PIXELS + " pixels");
            }
            return reader.read(0);
        });
    }

    public static byte[] encode(BufferedImage image) {
        var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        var bytes = new ByteArrayOutputStream();
        try (var out = new MemoryCacheImageOutputStream(bytes)) {
            var parameters = writer.getDefaultWriteParam();
            parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            parameters.setCompressionQuality(QUALITY);
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), parameters);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private interface Reading<T> {
        T from(ImageReader reader) throws IOException;
    }

    private static <T> T read(byte[] bytes, Reading<T> reading) {
        var reader = ImageIO.getImageReadersByFormatName("jpeg").next();
        try (var in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            reader.setInput(in, true, true);
            return reading.from(reader);
        } catch (IOException e) {
            throw new IllegalArgumentException("not a JPEG picture: " + e.getMessage(), e);
        } finally {
            reader.dispose();
        }
    }
}
