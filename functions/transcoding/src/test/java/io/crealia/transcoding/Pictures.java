package io.crealia.transcoding;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Random;

/** Pictures for tests. */
public final class Pictures {
    private Pictures() {}

    public static BufferedImage plain(int width, int height, Color colour) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var graphics = image.createGraphics();
        graphics.setColor(colour);
        graphics.fillRect(0, 0, width, height);
        graphics.dispose();
        return image;
    }

    /** Coloured blocks with hard edges. */
    public static BufferedImage busy(int width, int height, long seed) {
        var random = new Random(seed);
        var image = plain(width, height, Color.GRAY);
        var graphics = image.createGraphics();
        for (int i = 0; i < 60; i++) {
            graphics.setColor(new Color(random.nextInt(256), random.nextInt(256), random.nextInt(256)));
            graphics.fillRect(random.nextInt(width), random.nextInt(height), width / 6, height / 6);
        }
        graphics.dispose();
        return image;
    }
}
