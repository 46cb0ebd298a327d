package io.crealia.webhooks.port;

import io.crealia.webhooks.domain.SigningKey;

/** Makes signing keys from good randomness. */
@FunctionalInterface
public interface KeyMaker {
    SigningKey make(SigningKey.Kind kind);
}
