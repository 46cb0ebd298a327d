package io.crealia.workflow;

import io.crealia.platform.config.Environment;

/** @param mediaBucket holds what steps leave, which a comparison of runs reads */
record MediaConfig(String mediaBucket) {
    static MediaConfig of(Environment environment) {
        return new MediaConfig(environment.required("CREALIA_MEDIA_BUCKET"));
    }
}
