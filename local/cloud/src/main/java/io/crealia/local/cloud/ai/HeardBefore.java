package io.crealia.local.cloud.ai;

import io.crealia.local.cloud.ai.SpeechEngine.Heard;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The last answers, by all that decides them. A caller that gave up on a long sound and asks again waits for the job that
 * still runs, and has its answer then, where it would else begin anew each time. For one thread at a time.
 */
final class HeardBefore {
    private static final int MOST = 16;

    private final Map<String, Heard> answers = new LinkedHashMap<>(MOST, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Heard> eldest) {
            return size() > MOST;
        }
    };

    /** @param hearing is asked if this was not heard lately; its failures are not kept */
    Heard of(WaveFile sound, Optional<String> script, Supplier<Heard> hearing) {
        var key = key(sound, script);
        var known = answers.get(key);
        if (known != null) {
            return known;
        }
        var heard = hearing.get();
        answers.put(key, heard);
        return heard;
    }

    private static String key(WaveFile sound, Optional<String> script) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(sound.bytes(), sound.offset(), sound.samples() * Short.BYTES);
            script.ifPresent(text -> digest.update(text.getBytes(StandardCharsets.UTF_8)));
            return script.isPresent() + HexFormat.of().formatHex(digest.digest()) + sound.samples();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
