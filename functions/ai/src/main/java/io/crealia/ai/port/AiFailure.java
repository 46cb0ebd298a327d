package io.crealia.ai.port;

import io.crealia.contracts.FailureKind;

/** A provider did not give a usable answer. The message is safe to show: it never holds what the provider said. */
public final class AiFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Asked again and again until the deadline, or the circuit is open: another time may help. */
    public static final String UNAVAILABLE = "ai.unavailable";
    /** The provider refuses the request or the key: sending it again cannot help. */
    public static final String REFUSED = "ai.refused";
    /** The answer was not as it must be, and neither were its repairs. */
    public static final String MALFORMED = "ai.malformed";
    /** The tenant's budget of the day does not hold the purchase. */
    public static final String BUDGET = "step.budget";

    private final FailureKind kind;
    private final String code;

    public AiFailure(FailureKind kind, String code, String detail, Throwable cause) {
        super(detail, cause);
        this.kind = kind;
        this.code = code;
    }

    public static AiFailure unavailable(String detail, Throwable cause) {
        return new AiFailure(FailureKind.RETRY, UNAVAILABLE, detail, cause);
    }

    public static AiFailure refused(String detail, Throwable cause) {
        return new AiFailure(FailureKind.PERMANENT, REFUSED, detail, cause);
    }

    public static AiFailure malformed(String detail, Throwable cause) {
        return new AiFailure(FailureKind.PERMANENT, MALFORMED, detail, cause);
    }

    public static AiFailure budget(String detail) {
        return new AiFailure(FailureKind.PERMANENT, BUDGET, detail, null);
    }

    public FailureKind kind() {
        return kind;
    }

    public String code() {
        return code;
    }
}
