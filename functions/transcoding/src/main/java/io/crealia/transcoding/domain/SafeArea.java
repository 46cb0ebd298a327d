package io.crealia.transcoding.domain;

/**
 * Where captions of a vertical picture are: TikTok, Instagram and YouTube lay their names, buttons and texts over the top 14 %
 * and over 20 to 35 % at the bottom (docs/reels.md names the sources), so a block of two lines ends above the lowest 35 %.
 */
public final class SafeArea {
    public static final double TOP = 0.14;
    public static final double BOTTOM = 0.35;
    private static final int LINES = 2;
    private static final double LINE_HEIGHT = 1.25;
    private static final double ABOVE_BOTTOM = 0.02;
    private static final int FONT_SHARE = 15;
    private static final int OUTLINE_SHARE = 180;

    private SafeArea() {}

    public static int fontSize(Size output) {
        return output.width() / FONT_SHARE;
    }

    public static int outline(Size output) {
        return Math.clamp(output.width() / OUTLINE_SHARE, 1, 10);
    }

    /** Of the first line, where the picture fills the output. */
    public static int captionTop(Size output) {
        return (int) (output.height() * (1 - BOTTOM - ABOVE_BOTTOM)) - block(output);
    }

    /**
     * Of the first line, where the picture lies in the middle: on the picture, because whether captions or inserted images
     * are above one another is nowhere promised.
     */
    public static int captionTop(Size output, int pictureTop, int pictureHeight) {
        var lowest = pictureTop + pictureHeight - (int) (output.height() * ABOVE_BOTTOM) - block(output);
        return Math.clamp(lowest, Math.max(pictureTop, (int) (output.height() * TOP)), captionTop(output));
    }

    private static int block(Size output) {
        return (int) Math.ceil(LINES * fontSize(output) * LINE_HEIGHT);
    }
}
