package io.crealia.local.cloud.s3;

import java.io.InputStream;
import java.util.List;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;
import software.amazon.awssdk.services.s3.model.Part;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/**
 * Where S3Proxy is laxer or stricter than S3: it stores and lists parts of uploads that do not exist, also under another
 * key than the upload's, and asks for a key id with {@code aws:kms}, where S3 has a default key.
 */
final class S3RulesBlobStore extends ForwardingBlobStore {

    private static final String DEFAULT_KMS_KEY = "alias/aws/s3";

    S3RulesBlobStore(BlobStore delegate) {
        super(delegate);
    }

    @Override
    public PutObjectResponse putBlob(PutObjectRequest request, InputStream payload) {
        return super.putBlob(lacksKey(request.serverSideEncryption(), request.ssekmsKeyId())
                ? request.toBuilder().ssekmsKeyId(DEFAULT_KMS_KEY).build()
                : request, payload);
    }

    @Override
    public CopyObjectResponse copyBlob(CopyObjectRequest request) {
        return super.copyBlob(lacksKey(request.serverSideEncryption(), request.ssekmsKeyId())
                ? request.toBuilder().ssekmsKeyId(DEFAULT_KMS_KEY).build()
                : request);
    }

    @Override
    public MultipartUpload initiateMultipartUpload(CreateMultipartUploadRequest request) {
        return super.initiateMultipartUpload(lacksKey(request.serverSideEncryption(), request.ssekmsKeyId())
                ? request.toBuilder().ssekmsKeyId(DEFAULT_KMS_KEY).build()
                : request);
    }

    @Override
    public UploadPartResponse uploadMultipartPart(MultipartUpload upload, UploadPartRequest request,
            InputStream payload) {
        requireUpload(upload);
        return super.uploadMultipartPart(upload, request, payload);
    }

    @Override
    public List<Part> listMultipartUpload(MultipartUpload upload) {
        requireUpload(upload);
        return super.listMultipartUpload(upload);
    }

    @Override
    public CompleteMultipartUploadResponse completeMultipartUpload(MultipartUpload upload,
            CompleteMultipartUploadRequest request) {
        requireUpload(upload);
        return super.completeMultipartUpload(upload, request);
    }

    @Override
    public void abortMultipartUpload(MultipartUpload upload) {
        requireUpload(upload);
        super.abortMultipartUpload(upload);
    }

    private static boolean lacksKey(ServerSideEncryption encryption, String keyId) {
        return encryption == ServerSideEncryption.AWS_KMS && keyId == null;
    }

    private void requireUpload(MultipartUpload upload) {
        String stub = InternalKeys.uploadStub(upload.id(), upload.blobName());
        if (!delegate().blobExists(upload.containerName(), stub)) {
            String message = "The specified upload does not exist.";
            throw NoSuchUploadException.builder().message(message).statusCode(404).awsErrorDetails(
                    AwsErrorDetails.builder().errorCode("NoSuchUpload").errorMessage(message).build()).build();
        }
    }
}
