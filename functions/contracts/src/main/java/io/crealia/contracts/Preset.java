package io.crealia.contracts;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A creator's intent as parameters: what makes a moment a highlight, how many reels there are and how they look.
 *
 * @param reels the most clips that are made
 * @param minSeconds the shortest clip; platforms take from 3 s
 * @param maxSeconds the longest clip; platforms take up to 180 s
 * @param minScore below which a moment is no highlight, 0 to 1
 * @param layout how a landscape picture becomes a vertical one
 */
public record Preset(String name, int reels, int minSeconds, int maxSeconds, double minScore, Layout layout,
        Weights weights) {
    /** Shares of the terms in a highlight's score; they need not add up to 1. */
    public record Weights(double speechDensity, double loudness, double pauses, double keywords, double position) {}

    public enum Layout {
        /** Whatever of the two shows more of what matters. */
        AUTO,
        /** A 9:16 part of the picture, where the action is. */
        TRACK,
        /** The whole picture, over a blurred one. */
        FIT_BLUR
    }

    /** Whole thoughts at an even pace: density and pauses count. */
    public static final Preset EDUCATIONAL = new Preset("educational", 2, 15, 60, 0.3, Layout.AUTO,
            new Weights(0.25, 0.10, 0.20, 0.35, 0.10));
    /** Voice and drama: loudness and pauses count. */
    public static final Preset STORYTELLING = new Preset("storytelling", 2, 15, 60, 0.3, Layout.AUTO,
            new Weights(0.15, 0.30, 0.30, 0.15, 0.10));
    /** Short, dense, and from the start. */
    public static final Preset PROMOTIONAL = new Preset("promotional", 3, 8, 30, 0.3, Layout.TRACK,
            new Weights(0.30, 0.25, 0.05, 0.25, 0.15));
    public static final Preset DEFAULT = EDUCATIONAL;

    private static final List<Preset> ALL = List.of(EDUCATIONAL, STORYTELLING, PROMOTIONAL);

    public Preset {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(layout, "layout");
        Objects.requireNonNull(weights, "weights");
        if (reels < 1 || minSeconds < 3 || maxSeconds > 180 || minSeconds > maxSeconds) {
            throw new IllegalArgumentException("preset " + name + " is out of the bounds of the platforms");
        }
    }

    public static Optional<Preset> find(String name) {
        return ALL.stream().filter(preset -> preset.name.equals(name)).findFirst();
    }

    public static List<String> names() {
        return ALL.stream().map(Preset::name).sorted().toList();
    }
}
