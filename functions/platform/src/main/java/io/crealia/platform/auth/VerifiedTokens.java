package io.crealia.platform.auth;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Remembers tokens whose signature was checked a moment ago, because checking it costs more than the rest of a small
 * call. Bounded in number and in time, and never beyond a token's own end.
 */
final class VerifiedTokens {
    private static final int MOST = 1_000;

    private record Remembered(Principal principal, Instant until) {}

    private final Map<String, Remembered> entries = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Remembered> eldest) {
            return size() > MOST;
        }
    };

    synchronized Optional<Principal> find(String token, Instant now) {
        return Optional.ofNullable(entries.get(token)).filter(entry -> now.isBefore(entry.until()))
                .map(Remembered::principal);
    }

    synchronized void remember(String token, Principal principal, Instant until) {
        entries.put(token, new Remembered(principal, until));
    }
}
