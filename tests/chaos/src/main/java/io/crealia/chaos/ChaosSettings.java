package io.crealia.chaos;

import java.nio.file.Path;

/**
 * @param root the project, which holds {@code template.yaml}
 * @param folder for the run's data and logs; should be empty
 * @param kills how often the application is killed
 * @param assets how many creators upload
 * @param faults of requests between application and stores, 0 to 1
 */
public record ChaosSettings(Path root, Path folder, int kills, int assets, long seed, double faults) {
    /** A request in three hundred; a step makes some thirty. */
    public static final double FAULTS = 0.003;
    private static final int MOST = 10_000;

    public ChaosSettings {
        within("--kills", kills);
        within("--assets", assets);
    }

    private static void within(String option, int value) {
        if (value < 1 || value > MOST) {
            throw new IllegalArgumentException(
                    option + ": expected a number from 1 to " + MOST + ", was " + value);
        }
    }
}
