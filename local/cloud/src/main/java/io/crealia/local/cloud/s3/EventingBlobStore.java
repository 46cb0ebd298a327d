package io.crealia.local.cloud.s3;

import io.crealia.local.cloud.s3.ObjectEvents.ObjectEvent;
import java.io.InputStream;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/** Tells about every object that was created or removed, after the store has it. */
final class EventingBlobStore extends ForwardingBlobStore {

    private final ObjectEvents events;

    EventingBlobStore(BlobStore delegate, ObjectEvents events) {
        super(delegate);
        this.events = events;
    }

    @Override
    public PutObjectResponse putBlob(PutObjectRequest request, InputStream payload) {
        PutObjectResponse response = super.putBlob(request, payload);
        created("ObjectCreated:Put", request.bucket(), request.key());
        return response;
    }

    @Override
    public CopyObjectResponse copyBlob(CopyObjectRequest request) {
        CopyObjectResponse response = super.copyBlob(request);
        created("ObjectCreated:Copy", request.destinationBucket(), request.destinationKey());
        return response;
    }

    @Override
    public CompleteMultipartUploadResponse completeMultipartUpload(MultipartUpload upload,
            CompleteMultipartUploadRequest request) {
        CompleteMultipartUploadResponse response = super.completeMultipartUpload(upload, request);
        created("ObjectCreated:CompleteMultipartUpload", request.bucket(), request.key());
        return response;
    }

    @Override
    public DeleteObjectResponse removeBlob(DeleteObjectRequest request) {
        boolean visible = !InternalKeys.contains(request.key()) && blobExists(request.bucket(), request.key());
        DeleteObjectResponse response = super.removeBlob(request);
        if (visible) {
            events.accept(new ObjectEvent("ObjectRemoved:Delete", request.bucket(), request.key(), 0, null));
        }
        return response;
    }

    private void created(String name, String bucket, String key) {
        if (InternalKeys.contains(key)) {
            return;
        }
        HeadObjectResponse object = delegate().blobMetadataIfPresent(bucket, key);
        if (object != null) { // else removed again in the meantime
            events.accept(new ObjectEvent(name, bucket, key, object.contentLength(), object.eTag()));
        }
    }
}
