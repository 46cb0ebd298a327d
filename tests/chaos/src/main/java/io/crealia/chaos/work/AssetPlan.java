package io.crealia.chaos.work;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * What one creator does with one file.
 *
 * @param number from 0; part of the file's size, by which one upload is told from another
 * @param speech whether somebody speaks, and the creator knows what
 * @param parts whether it goes up in parts
 * @param recorded whether a recording stands for its transcoding
 * @param deleted whether the creator deletes it in the end
 */
public record AssetPlan(int number, String tenant, boolean speech, boolean parts, boolean recorded, boolean deleted) {
    public static final List<String> TENANTS = List.of("acme", "zeta");
    private static final int SPEECH_PERCENT = 35;
    private static final int PARTS_PERCENT = 15;
    private static final int REAL_PERCENT = 10;
    private static final int DELETED_PERCENT = 6;

    /** So many, the same ones for the same seed. */
    public static List<AssetPlan> plans(int count, long seed) {
        var random = new Random(seed);
        var plans = new ArrayList<AssetPlan>();
        for (int i = 0; i < count; i++) {
            plans.add(new AssetPlan(i, TENANTS.get(random.nextInt(TENANTS.size())),
                    random.nextInt(100) < SPEECH_PERCENT, random.nextInt(100) < PARTS_PERCENT,
                    random.nextInt(100) >= REAL_PERCENT, random.nextInt(100) < DELETED_PERCENT));
        }
        return plans;
    }

    String key() {
        return "chaos-" + number;
    }

    String stranger() {
        return TENANTS.getFirst().equals(tenant) ? TENANTS.getLast() : TENANTS.getFirst();
    }
}
