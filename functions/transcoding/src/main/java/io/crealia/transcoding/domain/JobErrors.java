package io.crealia.transcoding.domain;

import java.util.HashMap;
import java.util.Map;

/**
 * MediaConvert's error codes and what each means for the run (docs.aws.amazon.com/mediaconvert, "error codes"). A code
 * that is not here is tried once more and then parked.
 */
public final class JobErrors {
    private static final Map<Integer, FailureCode> CODES = new HashMap<>();

    static {
        put(FailureCode.INPUT, 1010, 1020, 1021, 1030, 1075, 1076, 1092);
        put(FailureCode.SETTINGS, 1040, 1041, 1042, 1060, 1080);
        put(FailureCode.PERMISSION, 1401, 1404, 1432, 1433, 1434, 1515);
        put(FailureCode.TRANSIENT, 1056, 1550, 1999, 3408, 3450, 3451, 3999);
    }

    private JobErrors() {}

    private static void put(FailureCode meaning, int... codes) {
        for (var code : codes) {
            CODES.put(code, meaning);
        }
    }

    /** @param attempt the attempt that failed, from 1: an unknown error is worth exactly one more */
    public static Failure classify(int code, String message, int attempt) {
        var meaning = CODES.getOrDefault(code, attempt > 1 ? FailureCode.UNKNOWN : FailureCode.TRANSIENT);
        return meaning.because("MediaConvert error " + code + (message.isBlank() ? "." : ": " + message));
    }
}
