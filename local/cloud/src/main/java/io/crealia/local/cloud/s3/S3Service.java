package io.crealia.local.cloud.s3;

import io.crealia.local.cloud.Credentials;
import io.crealia.local.cloud.Running;
import io.crealia.local.cloud.s3.nio2blob.FolderBlobStore;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.List;
import java.util.regex.Pattern;
import org.gaul.s3proxy.CrossOriginResourceSharing;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;

/** S3Proxy on a folder, with signatures checked, behind the decorators that make it behave as S3 does. */
public final class S3Service implements Running {

    private final S3Proxy proxy;
    private final BlobStore store;

    private S3Service(S3Proxy proxy, BlobStore store) {
        this.proxy = proxy;
        this.store = store;
    }

    public static S3Service start(Path directory, int port, Credentials credentials, List<String> corsOrigins,
            ObjectEvents events) throws Exception {
        Path buckets = Files.createDirectories(directory.resolve("buckets"));
        requireExtendedAttributes(buckets);
        BlobStore store = new EventingBlobStore(
                new S3RulesBlobStore(new FolderBlobStore(buckets)), events);
        S3Proxy proxy = S3Proxy.builder().blobStore(store).endpoint(URI.create("http://127.0.0.1:" + port))
                .awsAuthentication(AuthenticationType.AWS_V4, credentials.accessKeyId(),
                        credentials.secretAccessKey())
                .corsRules(cors(corsOrigins)).stopTimeout(0).build();
        SignedHeadersGate.guard(proxy);
        proxy.start();
        return new S3Service(proxy, store);
    }

    /** ETags and content types live in extended attributes; without them the store would silently lose both. */
    private static void requireExtendedAttributes(Path folder) throws IOException {
        Path probe = Files.createTempFile(folder, ".probe", "");
        try {
            var attributes = Files.getFileAttributeView(probe, UserDefinedFileAttributeView.class);
            if (attributes == null) {
                throw new IOException("the file system has none");
            }
            attributes.write("user.probe", ByteBuffer.wrap(new byte[]{1}));
        } catch (IOException | UnsupportedOperationException e) {
            throw new IOException(
                    folder + " cannot hold S3 objects, because its file system keeps no extended attributes ("
                            + e.getMessage() + "): use a data folder on a local disk",
                    e);
        } finally {
            Files.delete(probe);
        }
    }

    /** Makes sure that the bucket exists. */
    public void createBucket(String name) {
        if (!store.containerExists(name)) {
            store.createContainer(name);
        }
    }

    public boolean bucketExists(String name) {
        return store.containerExists(name);
    }

    private static CrossOriginResourceSharing cors(List<String> origins) {
        List<String> patterns = origins.stream().map(origin -> origin.equals("*") ? "*" : Pattern.quote(origin))
                .toList();
        return new CrossOriginResourceSharing(patterns, List.of("GET", "HEAD", "PUT", "POST"), List.of("*"),
                List.of("ETag", "Content-Length", "Content-Range", "Accept-Ranges", "x-amz-request-id"), "");
    }

    @Override
    public String description() {
        return "S3Proxy on a folder";
    }

    @Override
    public void close() {
        try {
            proxy.stop();
        } catch (Exception e) {
            throw new IllegalStateException("S3 did not stop", e);
        }
        store.close();
    }
}
