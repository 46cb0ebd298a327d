package io.crealia.assets.adapter;

import io.crealia.assets.port.MediaReader;
import io.crealia.assets.port.MediaSigner;
import io.crealia.assets.port.MediaWriter;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

final class InMemoryMediaTest extends MediaContract {
    private final InMemoryMedia media = new InMemoryMedia();

    @Override
    MediaReader reader() {
        return media;
    }

    @Override
    MediaSigner signer() {
        return media;
    }

    @Override
    MediaWriter writer() {
        return media;
    }

    @Override
    void put(String key, byte[] content) {
        media.put(Map.of(key, content));
    }

    @Override
    Optional<byte[]> fetch(URI address) {
        return media.fetch(address, Instant.now());
    }
}
