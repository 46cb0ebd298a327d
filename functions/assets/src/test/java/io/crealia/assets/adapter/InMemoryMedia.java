package io.crealia.assets.adapter;

import io.crealia.assets.port.MediaReader;
import io.crealia.assets.port.MediaSigner;
import io.crealia.assets.port.MediaTooLargeException;
import io.crealia.assets.port.MediaWriter;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Objects in a map. Its signed addresses say openly what they permit, and are good for {@link #fetch} only. */
public final class InMemoryMedia implements MediaReader, MediaWriter, MediaSigner {
    private final Map<String, byte[]> objects = new HashMap<>();
    private final List<String> reads = new ArrayList<>();
    private final List<String> writes = new ArrayList<>();
    private final Map<String, Runnable> before = new HashMap<>();
    private Duration limit = Duration.ofDays(1);

    public synchronized InMemoryMedia put(Map<String, byte[]> more) {
        objects.putAll(more);
        return this;
    }

    /** How long credentials last, from any instant. */
    public void limitSignatures(Duration most) {
        limit = most;
    }

    /** The keys that were read, in order. */
    public synchronized List<String> reads() {
        return List.copyOf(reads);
    }

    /** The keys that were written, in order. */
    public synchronized List<String> writes() {
        return List.copyOf(writes);
    }

    /** Lets something happen once, just before an object is written. */
    public synchronized void beforeNextWriteOf(String key, Runnable event) {
        before.put(key, event);
    }

    @Override
    public synchronized void write(String key, byte[] content, String contentType) {
        var event = before.remove(key);
        if (event != null) {
            event.run();
        }
        writes.add(key);
        objects.put(key, content);
    }

    @Override
    public synchronized void delete(String key) {
        objects.remove(key);
    }

    @Override
    public synchronized Optional<byte[]> read(String key, int maxBytes) {
        reads.add(key);
        var object = Optional.ofNullable(objects.get(key));
        if (object.isPresent() && object.get().length > maxBytes) {
            throw new MediaTooLargeException(key, object.get().length, maxBytes);
        }
        return object;
    }

    @Override
    public Duration longest(Instant at, Duration wanted) {
        return wanted.compareTo(limit) < 0 ? wanted : limit;
    }

    @Override
    public URI sign(String key, Instant at, Duration lifetime) {
        return URI.create("https://media.example/" + key + "?X-Amz-Expires=" + lifetime.toSeconds()
                + "&X-Amz-Signature=" + at.plus(lifetime).getEpochSecond());
    }

    /** What a GET of a signed address gives at an instant; empty where it is refused or there is nothing. */
    public Optional<byte[]> fetch(URI address, Instant now) {
        var until = Long.parseLong(address.getQuery().replaceAll(".*X-Amz-Signature=", ""));
        return Optional.ofNullable(objects.get(address.getPath().substring(1)))
                .filter(_ -> now.getEpochSecond() < until);
    }
}
