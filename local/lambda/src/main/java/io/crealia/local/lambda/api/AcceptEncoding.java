package io.crealia.local.lambda.api;

import java.util.Locale;

/** The one question that is asked of {@code Accept-Encoding} (RFC 9110, 12.5.3). */
final class AcceptEncoding {

    private AcceptEncoding() {}

    /** Whether the client takes gzip; without the header it is not assumed. */
    static boolean takesGzip(String header) {
        if (header == null) {
            return false;
        }
        var any = false;
        for (var entry : header.toLowerCase(Locale.ROOT).split(",")) {
            var semicolon = entry.indexOf(';');
            var coding = (semicolon < 0 ? entry : entry.substring(0, semicolon)).strip();
            var wanted = semicolon < 0 || !zero(entry.substring(semicolon + 1).strip());
            if (coding.equals("gzip")) {
                return wanted;
            }
            any |= coding.equals("*") && wanted;
        }
        return any;
    }

    private static boolean zero(String weight) {
        return weight.startsWith("q=0") && weight.chars().skip(3).allMatch(c -> c == '0' || c == '.');
    }
}
