package io.crealia.transcoding.domain;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Comparator;
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
    /** A window may hold so much less than the best one for a better place of what it holds. */
    private static final double NEARLY = 0.02;

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
     * The window of a width that holds most. Of those that hold nearly as much, the one with what it holds in its middle, and
     * of several of these the one nearest to the picture's middle: nobody wants to stand at the edge.
     *
     * @param width 0 to 1 of the picture's
     */
    public Window best(double width) {
        var middle = (1 - width) / 2;
        var total = within(0, 1);
        if (total == 0) {
            return new Window(middle, width);
        }
        var windows = new ArrayList<Window>();
        for (int i = 0; i / (double) COLUMNS < 1 - width; i++) {
            windows.add(new Window(i / (double) COLUMNS, within(i / (double) COLUMNS, width) / total));
        }
        windows.add(new Window(1 - width, within(1 - width, width) / total));
        var most = windows.stream().mapToDouble(Window::share).max().orElseThrow();
        return windows.stream().filter(window -> window.share() >= most - NEARLY)
                .min(Comparator.comparingDouble((Window window) -> Math.round(offCentre(window, width) * COLUMNS))
                        .thenComparingDouble(window -> Math.abs(window.left() - middle)))
                .orElseThrow();
    }

    /** How far the centre of what a window holds is from its own. */
    private double offCentre(Window window, double width) {
        var sum = 0.0;
        var weighted = 0.0;
        for (int i = 0; i < COLUMNS; i++) {
            var part = columns[i] * overlap(i, window.left(), width);
            sum += part;
            weighted += part * (i + 0.5) / COLUMNS;
        }
        return sum == 0 ? 0 : Math.abs(weighted / sum - window.left() - width / 2);
    }

    private static double overlap(int column, double left, double width) {
        return Math.clamp(Math.min(column + 1, (left + width) * COLUMNS) - Math.max(column, left * COLUMNS), 0, 1);
    }

    private double within(double left, double width) {
        var sum = 0.0;
        for (int i = 0; i < COLUMNS; i++) {
            sum += columns[i] * overlap(i, left, width);
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
