package io.crealia.local.cloud.mediaconvert.captions;

import io.crealia.local.cloud.mediaconvert.spec.BurnIn;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.font.LineBreakMeasurer;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/** Draws the text of a cue as MediaConvert's burn-in does: centred, outlined, with a shadow, wrapped where it is too wide. */
final class CaptionPainter {
    /** Share of the width that a line may take. */
    private static final double WIDEST = 0.88;
    private static final double LINE_HEIGHT = 1.25;
    private static final double AUTO_SIZE = 0.05;
    private static final double BOTTOM = 0.05;
    private static final FontRenderContext METRICS = new FontRenderContext(null, true, true);

    private final CaptionFonts fonts = CaptionFonts.get();
    private final BurnIn style;
    private final int width;
    private final int height;
    private final float size;

    CaptionPainter(BurnIn style, int width, int height) {
        this.style = style;
        this.width = width;
        this.height = height;
        this.size = style.fontSize() > 0 ? style.fontSize() : Math.max(8, Math.round(height * AUTO_SIZE));
    }

    /** Lines from top to bottom, each as wide as it may be. */
    List<TextLayout> lines(String text) {
        var lines = new ArrayList<TextLayout>();
        for (String line : text.split("\n")) {
            String plain = line.replaceAll("<[^>]{0,40}>", "").replaceAll("\\{\\\\[^}]{0,40}\\}", "").strip();
            if (!plain.isEmpty()) {
                var measurer = new LineBreakMeasurer(fonts.line(plain, size).getIterator(), METRICS);
                while (measurer.getPosition() < plain.length()) {
                    lines.add(measurer.nextLayout((float) (width * WIDEST)));
                }
            }
        }
        return lines;
    }

    /** Where the block of lines begins, in pixels from the top of the picture. */
    int top(int lines) {
        int block = (int) Math.ceil(lines * size * LINE_HEIGHT);
        int wanted = style.top().orElse((int) (height * (1 - BOTTOM)) - block);
        return Math.clamp(wanted, 0, Math.max(0, height - block));
    }

    /** @param fromY the part of the picture that is drawn begins here @param rows and has so many rows */
    BufferedImage paint(List<TextLayout> lines, int fromY, int rows) {
        var image = new BufferedImage(width, rows, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        double y = top(lines.size()) - fromY + size;
        for (TextLayout line : lines) {
            var bounds = line.getBounds();
            double x = (width - bounds.getWidth()) / 2 - bounds.getX();
            draw(graphics, line.getOutline(AffineTransform.getTranslateInstance(x, y)));
            y += size * LINE_HEIGHT;
        }
        graphics.dispose();
        return image;
    }

    private void draw(Graphics2D graphics, Shape text) {
        if (style.shadowOpacity() > 0) {
            graphics.setColor(new Color(0, 0, 0, style.shadowOpacity()));
            graphics.fill(AffineTransform.getTranslateInstance(style.shadowX(), style.shadowY())
                    .createTransformedShape(text));
        }
        if (style.outlineSize() > 0) {
            graphics.setColor(colour(style.outline()));
            graphics.setStroke(new BasicStroke(2f * style.outlineSize(), BasicStroke.CAP_ROUND,
                    BasicStroke.JOIN_ROUND));
            graphics.draw(text);
        }
        graphics.setColor(colour(style.colour()));
        graphics.fill(text);
    }

    private Color colour(int rgb) {
        return new Color(rgb >> 16 & 255, rgb >> 8 & 255, rgb & 255, style.opacity());
    }

    /** Rows that a block of lines may touch, outline and shadow included. */
    int reach(int lines) {
        return (int) Math.ceil(lines * size * LINE_HEIGHT) + 2 * margin();
    }

    int margin() {
        return (int) Math.ceil(size * 0.3) + style.outlineSize()
                + Math.max(Math.abs(style.shadowX()), Math.abs(style.shadowY()));
    }
}
