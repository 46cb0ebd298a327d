package io.crealia.local.cloud.mediaconvert.spec;

import java.util.Map;

/** {@code …/burninDestinationSettings}. */
final class BurnInParser {
    private static final Map<String, Integer> COLOURS = Map.of("WHITE", 0xffffff, "BLACK", 0x000000, "YELLOW",
            0xffff00, "RED", 0xff0000, "GREEN", 0x00ff00, "BLUE", 0x0000ff);
    private static final int SIDE = 8192;

    private BurnInParser() {}

    static BurnIn parse(StrictObject in) {
        in.oneOf("alignment", "CENTERED");
        in.oneOf("applyFontColor", "WHITE_TEXT_ONLY", "ALL_TEXT");
        in.oneOf("backgroundColor", "NONE");
        in.integer("backgroundOpacity", 0, 255);
        in.oneOf("fallbackFont", "BEST_MATCH", "PROPORTIONAL_SANSSERIF");
        in.integer("fontResolution", 96, 96);
        in.oneOf("fontScript", "AUTOMATIC");
        in.oneOf("stylePassthrough", "DISABLED");
        in.oneOf("teletextSpacing", "FIXED_GRID", "PROPORTIONAL", "AUTO");
        int colour = colour(in, "fontColor", "WHITE");
        int outline = colour(in, "outlineColor", "BLACK");
        boolean shadow = in.oneOf("shadowColor", "NONE", "BLACK").equals("BLACK");
        int shadowOpacity = in.integer("shadowOpacity", 0, 255).orElse(0);
        return new BurnIn(in.integer("fontSize", 0, 96).orElse(0), colour,
                in.integer("fontOpacity", 0, 255).orElse(255), outline, in.integer("outlineSize", 0, 10).orElse(2),
                shadow ? shadowOpacity : 0, in.integer("shadowXOffset", -SIDE, SIDE).orElse(0),
                in.integer("shadowYOffset", -SIDE, SIDE).orElse(0), in.integer("yPosition", 0, SIDE));
    }

    private static int colour(StrictObject in, String name, String fallback) {
        return COLOURS.get(in.oneOf(name, fallback, COLOURS.keySet().stream().sorted().toArray(String[]::new)));
    }
}
