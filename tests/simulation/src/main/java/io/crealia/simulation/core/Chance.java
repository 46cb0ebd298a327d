package io.crealia.simulation.core;

/**
 * Chance by name: the same seed, name and number give the same value, whatever was drawn before. So a run from which a fault or an
 * asset was taken out draws the rest as before, which makes shrinking work.
 */
public record Chance(long seed) {
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    /** SplitMix64's finisher (Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014). */
    public static long mix(long z) {
        z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }

    public long bits(String name, long number) {
        return mix(mix(seed + GOLDEN * name.hashCode()) + GOLDEN * (number + 1));
    }

    /** From 0 to below 1. */
    public double unit(String name, long number) {
        return (bits(name, number) >>> 11) * 0x1.0p-53;
    }

    public boolean test(String name, long number, double probability) {
        return unit(name, number) < probability;
    }

    /** From {@code least} to below {@code bound}. */
    public long between(String name, long number, long least, long bound) {
        return least + Math.floorMod(bits(name, number), bound - least);
    }

    public <T> T pick(String name, long number, java.util.List<T> list) {
        return list.get((int) between(name, number, 0, list.size()));
    }
}
