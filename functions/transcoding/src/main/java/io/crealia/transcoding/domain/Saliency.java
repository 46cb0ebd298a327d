package io.crealia.transcoding.domain;

import java.awt.image.BufferedImage;
import java.util.List;

/**
 * Where in a picture things happen, by column. Three measures on small pictures, each scaled to a sum of 1 so that none
 * drowns the others: how much the brightness changes from one picture to the next (0.4), edges (0.3) and pixels with the
 * colour of skin (0.3; Kovac, Peer and Solina, "Human skin colour clustering for face detection", 2003). A measure that found
 * nothing gives its weight to the others.
 */
public final class Saliency {
    private static final int COLUMNS = 160;
    private static final double MOTION = 0.4;
    private static final double EDGES = 0.3;
    private static final double SKIN = 0.3;
    /** Below this a difference is noise of the camera or of JPEG. */
    private static final double NOISE = 12;

    private final double[] columns;

    private Saliency(double[] columns) {
        this.columns = columns;
    }

    /** @param share of everything salient that the window holds @param left of the window, 0 to 1 of the width */
    public record Window(double left, double share) {}

    /** @param frames in order, at least one; all of one size */
    public static Saliency of(List<BufferedImage> frames) {
        var motion = new double[COLUMNS];
        var edges = new double[COLUMNS];
        var skin = new double[COLUMNS];
        BufferedImage before = null;
        for (var frame : frames) {
            measure(frame, before, motion, edges, skin);
            before = frame;
        }
        var sum = new double[COLUMNS];
        add(sum, motion, MOTION);
        add(sum, edges, EDGES);
        add(sum, skin, SKIN);
        return new Saliency(sum);
    }

    private static void measure(BufferedImage frame, BufferedImage before, double[] motion, double[] edges,
            double[] skin) {
        for (int x = 0; x + 1 < frame.getWidth(); x++) {
            var column = x * COLUMNS / frame.getWidth();
            for (int y = 0; y + 1 < frame.getHeight(); y++) {
                var pixel = frame.getRGB(x, y);
                var luma = luma(pixel);
                edges[column] += above(Math.abs(luma - luma(frame.getRGB(x + 1, y)))
                        + Math.abs(luma - luma(frame.getRGB(x, y + 1))));
                skin[column] += skin(pixel) ? 1 : 0;
                if (before != null) {
                    motion[column] += above(Math.abs(luma - luma(before.getRGB(x, y))));
                }
            }
        }
    }

    private static double above(double difference) {
        return Math.max(0, difference - NOISE);
    }

    private static void add(double[] sum, double[] measure, double weight) {
        var total = 0.0;
        for (var value : measure) {
            total += value;
        }
        for (int i = 0; total > 0 && i < sum.length; i++) {
            sum[i] += weight * measure[i] / total;
        }
    }

    /**
     * The window of a width that holds most; of several, the one nearest to the middle.
     *
     * @param width 0 to 1 of the picture's
     */
    public Window best(double width) {
        var total = 0.0;
        for (var value : columns) {
            total += value;
        }
        var middle = (1 - width) / 2;
        var best = new Window(middle, total == 0 ? width : within(middle, width) / total);
        for (int i = 0; total > 0 && i / (double) COLUMNS <= 1 - width; i++) {
            var left = i / (double) COLUMNS;
            var share = within(left, width) / total;
            var nearer = Math.abs(left - middle) < Math.abs(best.left() - middle);
            if (share > best.share() + 1e-9 || share > best.share() - 1e-9 && nearer) {
                best = new Window(left, share);
            }
        }
        return best;
    }

    private double within(double left, double width) {
        var sum = 0.0;
        for (int i = 0; i < COLUMNS; i++) {
            var overlap = Math.min(i + 1, (left + width) * COLUMNS) - Math.max(i, left * COLUMNS);
            sum += columns[i] * Math.clamp(overlap, 0, 1);
        }
        return sum;
    }

    private static double luma(int pixel) {
        return 0.3 * (pixel >> 16 & 255) + 0.59 * (pixel >> 8 & 255) + 0.11 * (pixel & 255);
    }

    private static boolean skin(int pixel) {
        int red = pixel >> 16 & 255;
        int green = pixel >> 8 & 255;
        int blue = pixel & 255;
        return red > 95 && green > 40 && blue > 20 && red - Math.min(green, blue) > 15 && red - green > 15
                && red > blue;
    }
}
