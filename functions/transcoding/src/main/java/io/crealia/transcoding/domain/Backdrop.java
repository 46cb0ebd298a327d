package io.crealia.transcoding.domain;

import java.awt.AlphaComposite;
import java.awt.Color;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/**
 * A still that fills 9:16 around a picture: scaled to cover, blurred, darkened, and transparent where the picture is. The blur
 * is a picture scaled down to few pixels and smoothly up again, which costs nothing and has no edges.
 */
public final class Backdrop {
    private static final int BLURRED_WIDTH = 18;
    private static final int SMOOTH_STEP = 2;
    private static final float DARKENED = 0.45f;
    /** The still reaches this far over the picture's edges, whichever way its size was rounded. */
    private static final int OVERLAP = 2;

    private Backdrop() {}

    /** @return a PNG of the output's size */
    public static byte[] render(BufferedImage still, Size display, Size output) {
        var small = cover(still, BLURRED_WIDTH, BLURRED_WIDTH * output.height() / output.width());
        var grown = small;
        while (grown.getWidth() * SMOOTH_STEP < output.width()) {
            grown = scaled(grown, grown.getWidth() * SMOOTH_STEP, grown.getHeight() * SMOOTH_STEP);
        }
        var image = new BufferedImage(output.width(), output.height(), BufferedImage.TYPE_INT_ARGB);
        var graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.drawImage(grown, 0, 0, output.width(), output.height(), null);
        graphics.setColor(new Color(0, 0, 0, DARKENED));
        graphics.fillRect(0, 0, output.width(), output.height());
        graphics.setComposite(AlphaComposite.Clear);
        var width = ClipSize.fittedWidth(display, output);
        var height = ClipSize.fittedHeight(display, output);
        // Where the picture reaches the output's edge there is nothing to lap over.
        var sides = width >= output.width() - 1 ? 0 : OVERLAP;
        var ends = height >= output.height() - 1 ? 0 : OVERLAP;
        graphics.fillRect((output.width() - width) / 2 + sides, (output.height() - height) / 2 + ends,
                width - 2 * sides, height - 2 * ends);
        graphics.dispose();
        return png(image);
    }

    private static BufferedImage cover(BufferedImage still, int width, int height) {
        var scale = Math.max((double) width / still.getWidth(), (double) height / still.getHeight());
        var cutWidth = Math.clamp(Math.round(width / scale), 1, still.getWidth());
        var cutHeight = Math.clamp(Math.round(height / scale), 1, still.getHeight());
        var part = still.getSubimage((still.getWidth() - cutWidth) / 2, (still.getHeight() - cutHeight) / 2, cutWidth,
                cutHeight);
        // Halved step by step, so that every pixel counts.
        while (part.getWidth() > 2 * width && part.getHeight() > 2 * height) {
            part = scaled(part, part.getWidth() / 2, part.getHeight() / 2);
        }
        return scaled(part, width, height);
    }

    private static BufferedImage scaled(BufferedImage image, int width, int height) {
        var other = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var graphics = other.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(image, 0, 0, width, height, null);
        graphics.dispose();
        return other;
    }

    private static byte[] png(BufferedImage image) {
        var bytes = new ByteArrayOutputStream();
        try {
            ImageIO.setUseCache(false);
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return bytes.toByteArray();
    }
}
