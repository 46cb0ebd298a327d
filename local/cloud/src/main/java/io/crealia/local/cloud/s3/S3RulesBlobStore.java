package io.crealia.local.cloud.s3;

import java.io.InputStream;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/** Where S3Proxy differs from S3: it refuses encryption headers, and stores parts for uploads that do not exist. */
final class S3RulesBlobStore extends ForwardingBlobStore {

    S3RulesBlobStore(BlobStore delegate) {
        super(delegate);
    }

    @Override
    public boolean supportsServerSideEncryption() {
        return true;
    }

    @Override
    public PutObjectResponse putBlob(PutObjectRequest request, InputStream payload) {
        PutObjectResponse response = super.putBlob(
                request.toBuilder().serverSideEncryption((ServerSideEncryption) null).ssekmsKeyId(null).build(),
                payload);
        return request.serverSideEncryption() == null
                ? response
                : response.toBuilder().serverSideEncryption(request.serverSideEncryption()).build();
    }

    @Override
    public CopyObjectResponse copyBlob(CopyObjectRequest request) {
        return super.copyBlob(
                request.toBuilder().serverSideEncryption((ServerSideEncryption) null).ssekmsKeyId(null).build());
    }

    @Override
    public MultipartUpload initiateMultipartUpload(CreateMultipartUploadRequest request) {
        return super.initiateMultipartUpload(
                request.toBuilder().serverSideEncryption((ServerSideEncryption) null).ssekmsKeyId(null).build());
    }

    @Override
    public UploadPartResponse uploadMultipartPart(MultipartUpload upload, UploadPartRequest request,
            InputStream payload) {
        requireUpload(request.bucket(), request.uploadId());
        return super.uploadMultipartPart(upload, request, payload);
    }

    private void requireUpload(String bucket, String uploadId) {
        if (delegate().listMultipartUploads(bucket).stream().noneMatch(u -> u.uploadId().equals(uploadId))) {
            String message = "The specified upload does not exist.";
            throw NoSuchUploadException.builder().message(message).statusCode(404)
                    .awsErrorDetails(
                            AwsErrorDetails.builder().errorCode("NoSuchUpload").errorMessage(message).build())
                    .build();
        }
    }
}
