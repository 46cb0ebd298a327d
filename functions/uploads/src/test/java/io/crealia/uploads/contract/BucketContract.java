package io.crealia.uploads.contract;

import static io.crealia.uploads.fake.Samples.MIB;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.uploads.fake.InMemoryBuckets;
import io.crealia.uploads.fake.Samples;
import io.crealia.uploads.port.IncomingObjects;
import io.crealia.uploads.port.MultipartUploads;
import io.crealia.uploads.port.MultipartUploads.Begun;
import io.crealia.uploads.port.MultipartUploads.Part;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every {@link IncomingObjects} does, together with the {@link MultipartUploads} of the same bucket. */
abstract class BucketContract {
    private static final String NO_ETAG = "00000000000000000000000000000000";
    private final String key = "acme/" + UUID.randomUUID() + "/source";
    private final String target = "acme/" + UUID.randomUUID() + "/source/original";

    abstract IncomingObjects objects();

    abstract MultipartUploads multipart();

    /** Puts an object as a client does: with its checksum. */
    abstract void put(String key, byte[] bytes);

    abstract void putPart(String key, String storeUploadId, int number, byte[] bytes);

    abstract Optional<byte[]> media(String key);

    abstract Optional<String> mediaType(String key);

    abstract Instant now();

    @Test
    void head_missing_isEmpty() {
        assertThat(objects().head(key)).isEmpty();
    }

    @Test
    void head_object_tellsSizeChecksumAndBareETag() {
        var content = Samples.mp4(5000, 1);
        put(key, content);

        var found = objects().head(key).orElseThrow();
        assertThat(found.sizeBytes()).isEqualTo(5000);
        assertThat(found.etag()).doesNotContain("\"").isNotBlank();
        assertThat(found.checksum()).contains(InMemoryBuckets.sha256(content));
    }

    @Test
    void firstBytes_longObject_givesTheBeginning() {
        var content = Samples.mp4(5000, 1);
        put(key, content);

        assertThat(objects().firstBytes(key, etag(), 4096)).contains(Arrays.copyOf(content, 4096));
    }

    @Test
    void firstBytes_shortObject_givesAll() {
        put(key, new byte[]{7});

        assertThat(objects().firstBytes(key, etag(), 4096)).contains(new byte[]{7});
    }

    @Test
    void firstBytes_otherETagOrGone_isEmpty() {
        put(key, new byte[]{7});

        assertThat(objects().firstBytes(key, NO_ETAG, 4096)).isEmpty();
        assertThat(objects().firstBytes(key + "x", NO_ETAG, 4096)).isEmpty();
    }

    @Test
    void copyToMedia_pinned_copiesContentAndType() {
        var content = Samples.mp4(5000, 1);
        put(key, content);

        assertThat(objects().copyToMedia(key, etag(), 5000, target, "video/mp4")).isPresent();
        assertThat(objects().copyToMedia(key, etag(), 5000, target, "video/mp4")).isPresent();

        assertThat(media(target)).contains(content);
        assertThat(mediaType(target)).contains("video/mp4");
        assertThat(objects().head(key)).isPresent();
    }

    @Test
    void copyToMedia_otherETagOrGone_copiesNothing() {
        put(key, Samples.mp4(5000, 1));

        assertThat(objects().copyToMedia(key, NO_ETAG, 5000, target, "video/mp4")).isEmpty();
        assertThat(objects().copyToMedia(key + "x", NO_ETAG, 5000, target, "video/mp4")).isEmpty();
        assertThat(media(target)).isEmpty();
    }

    /** Above what one call copies where the implementation has such a limit. */
    @Test
    void copyToMedia_large_copiesContentAndType() {
        var content = Samples.mp4((int) (12 * MIB), 3);
        put(key, content);

        assertThat(objects().copyToMedia(key, NO_ETAG, content.length, target, "video/mp4")).isEmpty();
        assertThat(media(target)).isEmpty();
        assertThat(objects().copyToMedia(key, etag(), content.length, target, "video/mp4")).isPresent();
        assertThat(media(target)).contains(content);
        assertThat(mediaType(target)).contains("video/mp4");
    }

    @Test
    void putMediaText_twice_keepsTheSecondAsUtf8() {
        objects().putMediaText(target, "first");
        objects().putMediaText(target, "zw\u00f6lf \ud83c\udfac");

        assertThat(media(target)).contains("zw\u00f6lf \ud83c\udfac".getBytes(UTF_8));
    }

    @Test
    void delete_twice_leavesNothing() {
        put(key, new byte[]{7});

        objects().delete(key);
        objects().delete(key);

        assertThat(objects().head(key)).isEmpty();
    }

    @Test
    void complete_allParts_makesOneObject() {
        var id = multipart().create(key, "video/mp4");
        var first = Samples.mp4((int) (5 * MIB), 1);
        var second = new byte[1000];
        putPart(key, id, 2, second);
        putPart(key, id, 1, Samples.mp4((int) (5 * MIB), 9));
        putPart(key, id, 1, first);

        var parts = multipart().parts(key, id).orElseThrow();
        assertThat(parts).extracting(Part::number).containsExactly(1, 2);
        assertThat(parts).extracting(Part::sizeBytes).containsExactly(5 * MIB, 1000L);
        assertThat(objects().head(key)).isEmpty();
        assertThat(multipart().complete(key, id, parts)).isTrue();

        var found = objects().head(key).orElseThrow();
        assertThat(found.sizeBytes()).isEqualTo(5 * MIB + 1000);
        assertThat(found.checksum()).isEmpty();
        assertThat(objects().firstBytes(key, found.etag(), 4096)).contains(Arrays.copyOf(first, 4096));
        assertThat(multipart().parts(key, id)).isEmpty();
    }

    @Test
    void parts_noneYet_isAnEmptyList() {
        assertThat(multipart().parts(key, multipart().create(key, "video/mp4"))).contains(List.of());
    }

    @Test
    void parts_abortedUpload_isEmpty() {
        var id = multipart().create(key, "video/mp4");
        putPart(key, id, 1, new byte[]{1});

        multipart().abort(key, id);
        multipart().abort(key, id);

        assertThat(multipart().parts(key, id)).isEmpty();
        assertThat(multipart().complete(key, id, List.of(new Part(1, 1, NO_ETAG, Optional.empty())))).isFalse();
    }

    @Test
    void begunBefore_oldAndYoung_givesTheOld() {
        var id = multipart().create(key, "video/mp4");

        assertThat(multipart().begunBefore(now().plusSeconds(60), 1000)).contains(new Begun(key, id));
        assertThat(multipart().begunBefore(now().minusSeconds(60), 1000)).doesNotContain(new Begun(key, id));
        assertThat(multipart().begunBefore(now().plusSeconds(60), 0)).isEmpty();
    }

    private String etag() {
        return objects().head(key).orElseThrow().etag();
    }
}
