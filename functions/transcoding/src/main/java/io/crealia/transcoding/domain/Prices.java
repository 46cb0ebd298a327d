package io.crealia.transcoding.domain;

/**
 * What MediaConvert takes per minute of output: on-demand, AVC, basic tier, as its price list for us-east-1 had it per minute.
 * An output counts with at least ten seconds. Only a job that completes is paid for.
 *
 * <table>
 * <caption>micro-USD per minute</caption>
 * <tr><th></th><th>up to 30 pictures/s</th><th>up to 60</th><th>up to 120</th></tr>
 * <tr><td>SD, below 720 lines</td><td>7500</td><td>15000</td><td>22500</td></tr>
 * <tr><td>HD, 720 to 1080</td><td>15000</td><td>30000</td><td>45000</td></tr>
 * <tr><td>UHD, above</td><td>30000</td><td>60000</td><td>90000</td></tr>
 * <tr><td>sound alone</td><td colspan="3">3000</td></tr>
 * </table>
 *
 * @param permille of the table: regions, tiers and discounts differ
 */
public record Prices(int permille) {
    private static final long SD = 7_500;
    private static final long HD = 15_000;
    private static final long UHD = 30_000;
    private static final long SOUND = 3_000;
    private static final long LEAST_MS = 10_000;
    private static final int HD_LINES = 720;
    private static final int UHD_LINES = 1081;

    public Prices {
        if (permille < 0) {
            throw new IllegalArgumentException("permille must be at least 0, was " + permille);
        }
    }

    /** Of everything {@link EncodePlan} names; a set of stills counts as one SD output. */
    public Cost of(EncodePlan plan) {
        var ms = plan.durationMs();
        var cost = Cost.NOTHING;
        if (plan.picture().isPresent()) {
            var picture = plan.picture().get();
            for (var rung : picture.rungs()) {
                cost = cost.plus(cost(ms, picture(rung.size(), picture.frameRate())));
            }
            cost = cost.plus(cost(ms, picture(picture.mp4().size(), picture.frameRate())));
            cost = cost.plus(cost(ms, SD)).plus(cost(ms, SD));
        }
        return plan.audio() ? cost.plus(cost(ms, SOUND)).plus(cost(ms, SOUND)) : cost;
    }

    public Cost of(ClipPlan plan) {
        return cost(plan.durationMs(), picture(plan.output(), plan.frameRate()));
    }

    private Cost cost(long ms, long perMinute) {
        var billed = Math.max(LEAST_MS, ms);
        return new Cost(ms, Math.ceilDiv(billed * perMinute * permille, 60_000L * 1000));
    }

    // MediaConvert goes by the lines of a landscape picture, and takes an upright one by its short side.
    private static long picture(Size size, Ratio rate) {
        var side = size.shortSide();
        var perMinute = side >= UHD_LINES ? UHD : side >= HD_LINES ? HD : SD;
        return perMinute * (rate.value() <= 30.01 ? 1 : rate.value() <= 60.01 ? 2 : 3);
    }
}
