package planted.uploads.domain;

/** Violates: domains do not read the clock. */
public final class ClockReader {
    public java.time.Instant now() {
        return java.time.Instant.now();
    }
}
