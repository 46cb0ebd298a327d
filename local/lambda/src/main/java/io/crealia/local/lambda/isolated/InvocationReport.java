package io.crealia.local.lambda.isolated;

import java.time.Duration;
import java.util.Optional;

/**
 * What one invocation took, as Lambda's REPORT line says it.
 *
 * @param function logical id
 * @param pid of the process that answered
 * @param duration of the function, up to its answer
 * @param init from the process's start until it waited for an event or was ready for its snapshot; of the first
 * invocation of an environment only
 * @param restore from the thaw of the snapshot until the process waited for an event, hooks included; of the first
 * invocation of an environment under SnapStart only
 * @param cpu of the process so far
 * @param restoreCpu of the process since the thaw of its snapshot; of the first invocation under SnapStart only
 * @param peakBytes largest resident size so far; 0 if unknown
 */
public record InvocationReport(String function, String requestId, long pid, Duration duration, Optional<Duration> init,
        Optional<Duration> restore, Duration cpu, Optional<Duration> restoreCpu, int memoryMb, long peakBytes) {

    /** One line for people. */
    public String line() {
        var text = new StringBuilder("REPORT ").append(function).append("  RequestId: ").append(requestId)
                .append("  Duration: ").append(ms(duration))
                .append("  CPU: ").append(ms(cpu)).append("  Memory Size: ").append(memoryMb).append(" MB");
        if (peakBytes > 0) {
            text.append("  Max Memory Used: ").append(peakBytes >> 20).append(" MB");
        }
        init.ifPresent(took -> text.append("  Init Duration: ").append(ms(took)));
        restore.ifPresent(took -> text.append("  Restore Duration: ").append(ms(took)));
        return text.toString();
    }

    private static String ms(Duration duration) {
        return String.format(java.util.Locale.ROOT, "%.2f ms", duration.toNanos() / 1e6);
    }
}
