package io.crealia.assets;

import io.crealia.platform.config.Environment;

/** @param mediaBucket holds results and outputs */
record AssetsConfig(String mediaBucket) {
    static AssetsConfig of(Environment environment) {
        return new AssetsConfig(environment.required("CREALIA_MEDIA_BUCKET"));
    }
}
