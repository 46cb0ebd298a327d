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
}
