package io.crealia.simulation.cloud;

import io.crealia.simulation.core.Op;
import io.crealia.simulation.core.Plant;
import io.crealia.simulation.core.Sim;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsRequest;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.ListPartsRequest;
import software.amazon.awssdk.services.s3.model.ListPartsResponse;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;
import software.amazon.awssdk.services.s3.model.Part;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** S3 behind the SDK's own interface. Strongly consistent, as S3 says it is. */
public final class SimS3 implements S3Client {
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d+)");

    private final Sim sim;
    private final Listener listener;
    private final Runnable multipartBegun;
    private final Map<String, SimBucket> buckets = new HashMap<>();

    /** Is told of each object that is created. */
    @FunctionalInterface
    public interface Listener {
        void created(String bucket, String key);
    }

    public SimS3(Sim sim, Listener listener, Runnable multipartBegun) {
        this.sim = sim;
        this.listener = listener;
        this.multipartBegun = multipartBegun;
    }

    public SimBucket bucket(String name) {
        return buckets.computeIfAbsent(name, _ -> new SimBucket());
    }

    /** What a client's signed PUT, or MediaConvert, does: no call of ours. */
    public SimObject store(String bucket, String key, byte[] head, long size, String checksum) {
        return store(bucket, key, new SimObject(head, size, "", checksum, sim.now(), ""));
    }

    private SimObject store(String bucket, String key, SimObject content) {
        var object = new SimObject(content.head(), content.size(), "e" + sim.next("etag"), content.checksum(),
                sim.now(),
                content.type());
        bucket(bucket).objects().put(key, object);
        sim.trace().add(sim.now(), "object", key, object.size());
        listener.created(bucket, key);
        return object;
    }

    @Override
    public HeadObjectResponse headObject(HeadObjectRequest request) {
        return call(Op.S3_HEAD, request.key(), () -> {
            var object = found(request.bucket(), request.key());
            return HeadObjectResponse.builder().contentLength(object.size()).eTag(quoted(object))
                    .contentType(object.type())
                    .checksumSHA256(object.checksum().isEmpty() ? null : object.checksum()).build();
        });
    }

    @Override
    public <T> T getObject(GetObjectRequest request, ResponseTransformer<GetObjectResponse, T> transformer) {
        return call(Op.S3_GET, request.key(), () -> {
            var object = found(request.bucket(), request.key());
            matches(request.ifMatch(), object);
            var bytes = ranged(object, request.range());
            var response = GetObjectResponse.builder().contentLength((long) bytes.length).eTag(quoted(object)).build();
            try {
                return transformer.transform(response,
                        AbortableInputStream.create(new java.io.ByteArrayInputStream(bytes)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException("a transformer of bytes failed", e);
            }
        });
    }

    @Override
    public ResponseInputStream<GetObjectResponse> getObject(GetObjectRequest request) {
        return getObject(request, ResponseTransformer.toInputStream());
    }

    private static byte[] ranged(SimObject object, String range) {
        if (range == null) {
            return object.head();
        }
        var match = RANGE.matcher(range);
        if (!match.matches()) {
            throw new IllegalArgumentException("expected a range of bytes, not " + range);
        }
        var from = Long.parseLong(match.group(1));
        if (from >= object.size()) {
            throw error(416, "InvalidRange");
        }
        var to = Math.min(Long.parseLong(match.group(2)) + 1, object.head().length);
        return from >= object.head().length ? new byte[0] : Arrays.copyOfRange(object.head(), (int) from, (int) to);
    }

    @Override
    public PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
        return call(Op.S3_PUT, request.key(), () -> {
            try (var in = body.contentStreamProvider().newStream()) {
                var bytes = in.readAllBytes();
                var whole = new SimObject(bytes, bytes.length, "", "", sim.now(), Objects.requireNonNullElse(
                        request.contentType(), ""));
                return PutObjectResponse.builder().eTag(quoted(store(request.bucket(), request.key(), whole))).build();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @Override
    public CopyObjectResponse copyObject(CopyObjectRequest request) {
        return call(Op.S3_COPY, request.destinationKey(), () -> {
            var source = found(request.sourceBucket(), request.sourceKey());
            matches(request.copySourceIfMatch(), source);
            var type = request.metadataDirective() == MetadataDirective.REPLACE ? request.contentType() : source.type();
            var copy = store(request.destinationBucket(), request.destinationKey(), new SimObject(source.head(),
                    source.size(), "", source.checksum(), sim.now(), Objects.requireNonNullElse(type, "")));
            if (sim.planted(Plant.DELETED_BEFORE_COMMIT)) {
                remove(request.sourceBucket(), request.sourceKey());
            }
            return CopyObjectResponse.builder().copyObjectResult(result -> result.eTag(quoted(copy))).build();
        });
    }

    @Override
    public DeleteObjectResponse deleteObject(DeleteObjectRequest request) {
        return call(Op.S3_DELETE, request.key(), () -> {
            remove(request.bucket(), request.key());
            return DeleteObjectResponse.builder().build();
        });
    }

    @Override
    public DeleteObjectsResponse deleteObjects(DeleteObjectsRequest request) {
        return call(Op.S3_DELETE, request.delete().objects().size() + " objects", () -> {
            request.delete().objects().forEach(each -> remove(request.bucket(), each.key()));
            return DeleteObjectsResponse.builder().build();
        });
    }

    private void remove(String bucket, String key) {
        bucket(bucket).objects().remove(key);
        sim.trace().add(sim.now(), "deleted", key, 0);
    }

    @Override
    public ListObjectsV2Response listObjectsV2(ListObjectsV2Request request) {
        return call(Op.S3_LIST, request.prefix(), () -> {
            var from = request.startAfter() != null && request.startAfter().compareTo(request.prefix()) > 0
                    ? bucket(request.bucket()).objects().tailMap(request.startAfter(), false)
                    : bucket(request.bucket()).objects().tailMap(request.prefix());
            var most = request.maxKeys() == null ? 1000 : request.maxKeys();
            if (sim.planted(Plant.ERASURE_LOOKS_AWAY) && request.prefix().contains("/ast_")
                    && request.prefix().endsWith("/")) {
                from = new TreeMap<>();
            }
            var contents = from.entrySet().stream().takeWhile(each -> each.getKey().startsWith(request.prefix()))
                    .limit(most).map(each -> S3Object.builder().key(each.getKey()).size(each.getValue().size()).build())
                    .toList();
            return ListObjectsV2Response.builder().contents(contents).isTruncated(false).build();
        });
    }

    @Override
    public CreateMultipartUploadResponse createMultipartUpload(CreateMultipartUploadRequest request) {
        return call(Op.S3_MULTIPART_CREATE, request.key(), () -> {
            var id = "multipart-" + sim.next("multipart");
            bucket(request.bucket()).multiparts().put(id,
                    new SimBucket.Multipart(request.key(), id, sim.now(), new TreeMap<>()));
            multipartBegun.run();
            return CreateMultipartUploadResponse.builder().uploadId(id).build();
        });
    }

    @Override
    public ListPartsResponse listParts(ListPartsRequest request) {
        return call(Op.S3_MULTIPART_PARTS, request.key(), () -> ListPartsResponse.builder()
                .parts(multipart(request.bucket(), request.uploadId()).parts().entrySet().stream()
                        .map(part -> Part.builder().partNumber(part.getKey()).size(part.getValue().size())
                                .eTag(quoted(part.getValue())).checksumSHA256(part.getValue().checksum()).build())
                        .toList())
                .isTruncated(false).build());
    }

    @Override
    public CompleteMultipartUploadResponse completeMultipartUpload(CompleteMultipartUploadRequest request) {
        return call(Op.S3_MULTIPART_COMPLETE, request.key(), () -> {
            var parts = multipart(request.bucket(), request.uploadId()).parts();
            var size = parts.values().stream().mapToLong(SimObject::size).sum();
            bucket(request.bucket()).multiparts().remove(request.uploadId());
            var whole = store(request.bucket(), request.key(), parts.firstEntry().getValue().head(), size, "");
            return CompleteMultipartUploadResponse.builder().eTag(quoted(whole)).build();
        });
    }

    @Override
    public AbortMultipartUploadResponse abortMultipartUpload(AbortMultipartUploadRequest request) {
        return call(Op.S3_MULTIPART_ABORT, request.key(), () -> {
            multipart(request.bucket(), request.uploadId());
            if (!sim.planted(Plant.MULTIPART_NOT_ABORTED)) {
                bucket(request.bucket()).multiparts().remove(request.uploadId());
            }
            return AbortMultipartUploadResponse.builder().build();
        });
    }

    @Override
    public ListMultipartUploadsResponse listMultipartUploads(ListMultipartUploadsRequest request) {
        return call(Op.S3_MULTIPART_LIST, request.bucket(), () -> ListMultipartUploadsResponse.builder()
                .uploads(bucket(request.bucket()).multiparts().values().stream()
                        .filter(each -> request.prefix() == null || each.key().startsWith(request.prefix()))
                        .map(each -> MultipartUpload.builder().key(each.key()).uploadId(each.id())
                                .initiated(Instant.ofEpochMilli(each.at())).build())
                        .toList())
                .isTruncated(false).build());
    }

    private SimObject found(String bucket, String key) {
        return bucket(bucket).get(key).orElseThrow(() -> NoSuchKeyException.builder().statusCode(404)
                .awsErrorDetails(AwsErrorDetails.builder().errorCode("NoSuchKey").build()).build());
    }

    private SimBucket.Multipart multipart(String bucket, String id) {
        var found = bucket(bucket).multiparts().get(id);
        if (found == null) {
            throw NoSuchUploadException.builder().statusCode(404)
                    .awsErrorDetails(AwsErrorDetails.builder().errorCode("NoSuchUpload").build()).build();
        }
        return found;
    }

    private static void matches(String expected, SimObject object) {
        if (expected != null && !expected.equals(quoted(object))) {
            throw error(412, "PreconditionFailed");
        }
    }

    private static String quoted(SimObject object) {
        return '"' + object.etag() + '"';
    }

    private static S3Exception error(int status, String code) {
        return (S3Exception) S3Exception.builder().statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build()).build();
    }

    private <T> T call(Op op, String subject, Supplier<T> work) {
        return sim.call(op, subject, new Sim.Port<T>() {
            @Override
            public T real() {
                return work.get();
            }

            @Override
            public RuntimeException failure(boolean throttled) {
                return throttled ? error(503, "SlowDown") : SdkClientException.create("simulated: connection reset");
            }
        });
    }

    @Override
    public String serviceName() {
        return "s3";
    }

    @Override
    public void close() {
        // There is nothing behind it.
    }
}
