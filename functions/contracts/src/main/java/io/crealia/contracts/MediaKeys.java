package io.crealia.contracts;

/** Where things lie in the two buckets. Every key is made of ids only; a file name never becomes part of one. */
public final class MediaKeys {
    private MediaKeys() {}

    /** The quarantine key of an upload, in the incoming bucket. */
    public static String incoming(TenantId tenant, UploadId upload) {
        return tenant + "/" + upload + "/source";
    }

    /** The accepted source of an asset, in the media bucket. */
    public static String source(TenantId tenant, AssetId asset) {
        return tenant + "/" + asset + "/source/original";
    }

    /** The folder that one attempt of a step writes to, with a final slash, in the media bucket. */
    public static String attempt(TenantId tenant, AssetId asset, StepToken token) {
        return tenant + "/" + asset + "/" + token.runId() + "/" + token.step().wireName() + "/" + token.attempt() + "/";
    }

    /** The result document of one attempt, in the media bucket. */
    public static String result(TenantId tenant, AssetId asset, StepToken token) {
        return attempt(tenant, asset, token) + "result.json";
    }

    /** What the creator says is spoken, in the media bucket. */
    public static String script(TenantId tenant, AssetId asset) {
        return tenant + "/" + asset + "/inputs/script.txt";
    }

    /** Names the captions that a person gave an asset, in the media bucket; absent where nobody did. */
    public static String humanCaptions(TenantId tenant, AssetId asset) {
        return tenant + "/" + asset + "/inputs/captions.json";
    }

    /**
     * Names the result that a step had of the same inputs before, in the media bucket.
     *
     * @param inputs hash of everything that decides the step's outcome, lower-case hex
     */
    public static String reuse(TenantId tenant, AssetId asset, Step step, String inputs) {
        if (!inputs.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("expected a SHA-256 in hex");
        }
        return tenant + "/" + asset + "/reuse/" + step.wireName() + "/" + inputs + ".json";
    }
}
