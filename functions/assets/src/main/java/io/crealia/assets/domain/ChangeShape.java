package io.crealia.assets.domain;

import io.crealia.contracts.Fact.AssetChanged;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeMap;

/**
 * A digest over everything in a change but its version, time and percentage. Two changes of one shape differ in progress
 * only, so the second can be recorded by one small write, without reading the asset.
 */
public final class ChangeShape {
    private ChangeShape() {}

    /** SHA-256 in hex. */
    public static String of(AssetChanged change) {
        var text = change.runId() + "\n" + change.state() + "\n" + change.reason() + "\n" + change.playable() + "\n"
                + change.steps() + "\n" + new TreeMap<>(change.results());
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
