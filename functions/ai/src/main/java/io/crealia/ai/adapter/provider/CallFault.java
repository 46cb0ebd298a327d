package io.crealia.ai.adapter.provider;

import java.time.Duration;
import java.util.Optional;

/** One call of a provider gave nothing usable. The message never holds what the provider said. */
public final class CallFault extends Exception {
    private static final long serialVersionUID = 1L;

    public enum Kind {
        /** Sending it again cannot help. */
        REFUSED,
        /** Another time may help. */
        PASSING,
        /** Something answered, but not as the provider's API does. */
        GARBLED
    }

    private final Kind kind;
    private final boolean charged;
    private final boolean ailing;
    private final transient Optional<Duration> floor;

    private CallFault(Kind kind, boolean charged, boolean ailing, Optional<Duration> floor, String message,
            Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.charged = charged;
        this.ailing = ailing;
        this.floor = floor;
    }

    /** @param floor the least time that the provider wants to be left alone */
    public static CallFault ofStatus(int status, Optional<Duration> floor) {
        var passing = switch (status) {
            case 408, 409, 424, 425, 429 -> true;
            default -> status >= 500;
        };
        // A provider that throttles or objects is alive.
        return new CallFault(passing ? Kind.PASSING : Kind.REFUSED, false, status == 408 || status >= 500, floor,
                "status " + status, null);
    }

    /** The request was not taken as a whole, so nothing was charged. */
    public static CallFault unsent(String message, Throwable cause) {
        return new CallFault(Kind.PASSING, false, true, Optional.empty(), message, cause);
    }

    /** The request was sent and its answer was lost: it may have been charged. */
    public static CallFault lost(String message, Throwable cause) {
        return new CallFault(Kind.PASSING, true, true, Optional.empty(), message, cause);
    }

    public static CallFault garbled(String message, Throwable cause) {
        return new CallFault(Kind.GARBLED, true, true, Optional.empty(), message, cause);
    }

    /** Its form is right and its content is not, which one sound can cause again and again: no reason to leave others out. */
    public static CallFault unfit(String message) {
        return new CallFault(Kind.GARBLED, true, false, Optional.empty(), message, null);
    }

    public Kind kind() {
        return kind;
    }

    /** Whether the provider may have charged for it. */
    boolean charged() {
        return charged;
    }

    /** Whether it speaks against the provider's health. */
    boolean ailing() {
        return ailing;
    }

    Optional<Duration> floor() {
        return floor;
    }
}
