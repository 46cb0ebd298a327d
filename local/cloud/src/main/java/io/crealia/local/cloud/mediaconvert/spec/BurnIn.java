package io.crealia.local.cloud.mediaconvert.spec;

import java.util.OptionalInt;

/**
 * How captions look that become part of the picture. Sizes are pixels of the output; the text is centred.
 *
 * @param fontSize 0 chooses one by the height of the picture
 * @param colour red, green, blue
 * @param opacity 0 to 255
 * @param outlineSize 0 to 10
 * @param shadowOpacity 0 to 255, 0 is none
 * @param top where the first line begins; at the bottom of the picture when absent
 */
public record BurnIn(int fontSize, int colour, int opacity, int outline, int outlineSize, int shadowOpacity,
        int shadowX, int shadowY, OptionalInt top) {
    public static final BurnIn DEFAULT = new BurnIn(0, 0xffffff, 255, 0, 2, 0, 0, 0, OptionalInt.empty());
}
