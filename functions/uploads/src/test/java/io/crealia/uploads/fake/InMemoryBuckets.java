package io.crealia.uploads.fake;

import io.crealia.platform.error.DependencyException;
import io.crealia.uploads.domain.Sha256;
import io.crealia.uploads.port.IncomingObjects;
import io.crealia.uploads.port.MultipartUploads;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Both buckets in memory. Hooks run in the middle of things: that is where somebody else swaps an object. */
public final class InMemoryBuckets implements IncomingObjects, MultipartUploads {
    private record Content(byte[] bytes, String contentType, String etag, Optional<Sha256> checksum) {
        static Content of(byte[] bytes, String contentType, boolean withChecksum) {
            return new Content(bytes, contentType, HexFormat.of().formatHex(digest("MD5", bytes)),
                    withChecksum ? Optional.of(sha256(bytes)) : Optional.empty());
        }
    }

    private record Open(String key, String contentType, Instant initiated, Map<Integer, Content> parts) {}

    private final Map<String, Content> incoming = new ConcurrentHashMap<>();
    private final Map<String, Content> media = new ConcurrentHashMap<>();
    private final Map<String, Open> open = new ConcurrentHashMap<>();
    private final AtomicInteger ids = new AtomicInteger();
    private final AtomicInteger lostAnswers = new AtomicInteger();
    private final InstantSource clock;
    private Runnable beforeCopy = () -> {};
    private Runnable beforeRead = () -> {};

    public InMemoryBuckets(InstantSource clock) {
        this.clock = clock;
    }

    public void put(String key, byte[] bytes) {
        incoming.put(key, Content.of(bytes, "", true));
    }

    public void putPart(String storeUploadId, int number, byte[] bytes) {
        open.get(storeUploadId).parts().put(number, Content.of(bytes, "", true));
    }

    public Optional<byte[]> media(String key) {
        return Optional.ofNullable(media.get(key)).map(Content::bytes);
    }

    public Optional<String> mediaType(String key) {
        return Optional.ofNullable(media.get(key)).map(Content::contentType);
    }

    public int openUploads() {
        return open.size();
    }

    /** Runs once, between the look at an object and the reading of its first bytes. */
    public void beforeNextRead(Runnable action) {
        beforeRead = action;
    }

    /** Runs once, between the reading and the copy. */
    public void beforeNextCopy(Runnable action) {
        beforeCopy = action;
    }

    /** The next completions are done, but their answers do not arrive. */
    public void loseAnswers(int count) {
        lostAnswers.set(count);
    }

    public static Sha256 sha256(byte[] bytes) {
        return new Sha256(Base64.getEncoder().encodeToString(digest("SHA-256", bytes)));
    }

    @Override
    public void putMediaText(String mediaKey, String text) {
        media.put(mediaKey, Content.of(text.getBytes(StandardCharsets.UTF_8), "text/plain; charset=utf-8", false));
    }

    @Override
    public Optional<Found> head(String key) {
        return Optional.ofNullable(incoming.get(key))
                .map(content -> new Found(content.etag(), content.bytes().length, content.checksum()));
    }

    @Override
    public Optional<byte[]> firstBytes(String key, String etag, int count) {
        var hook = beforeRead;
        beforeRead = () -> {};
        hook.run();
        return pinned(key, etag)
                .map(content -> Arrays.copyOf(content.bytes(), Math.min(count, content.bytes().length)));
    }

    @Override
    public Optional<String> copyToMedia(String key, String etag, long sizeBytes, String mediaKey, String contentType) {
        var hook = beforeCopy;
        beforeCopy = () -> {};
        hook.run();
        return pinned(key, etag).map(content -> {
            media.put(mediaKey, new Content(content.bytes(), contentType, content.etag(), content.checksum()));
            return content.etag();
        });
    }

    private Optional<Content> pinned(String key, String etag) {
        return Optional.ofNullable(incoming.get(key)).filter(content -> content.etag().equals(etag));
    }

    @Override
    public void delete(String key) {
        incoming.remove(key);
    }

    @Override
    public String create(String key, String contentType) {
        var id = "store-" + ids.incrementAndGet();
        open.put(id, new Open(key, contentType, clock.instant(), new TreeMap<>()));
        return id;
    }

    @Override
    public Optional<List<Part>> parts(String key, String storeUploadId) {
        return Optional.ofNullable(open.get(storeUploadId)).filter(upload -> upload.key().equals(key))
                .map(upload -> upload.parts().entrySet().stream()
                        .map(part -> new Part(part.getKey(), part.getValue().bytes().length, part.getValue().etag(),
                                part.getValue().checksum()))
                        .toList());
    }

    @Override
    public boolean complete(String key, String storeUploadId, List<Part> parts) {
        var there = parts(key, storeUploadId);
        if (there.isEmpty()) {
            return false;
        }
        if (!there.get().equals(parts)) {
            throw new DependencyException("complete " + key + ": other parts", null);
        }
        var whole = new ByteArrayOutputStream();
        var upload = open.remove(storeUploadId);
        upload.parts().values().forEach(part -> whole.writeBytes(part.bytes()));
        incoming.put(key, Content.of(whole.toByteArray(), upload.contentType(), false));
        if (lostAnswers.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new DependencyException("complete " + key + ": no answer", null);
        }
        return true;
    }

    @Override
    public void abort(String key, String storeUploadId) {
        open.remove(storeUploadId);
    }

    @Override
    public List<Begun> begunBefore(Instant before, int limit) {
        return open.entrySet().stream().filter(entry -> entry.getValue().initiated().isBefore(before)).limit(limit)
                .map(entry -> new Begun(entry.getValue().key(), entry.getKey())).toList();
    }

    private static byte[] digest(String algorithm, byte[] bytes) {
        try {
            return MessageDigest.getInstance(algorithm).digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
