package io.crealia.uploads;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crealia.platform.json.Json;
import io.crealia.uploads.domain.Transfer;
import io.crealia.uploads.domain.Upload;
import io.crealia.uploads.domain.UploadSession;
import io.crealia.uploads.port.MultipartUploads.Part;
import io.crealia.uploads.port.UploadSigner.SignedRequest;
import io.crealia.uploads.usecase.SignParts.SignedPart;
import java.util.List;
import java.util.Optional;

/** Uploads as the API shows them. */
final class UploadView {
    static final int MAX_PARTS_PER_REQUEST = 100;

    private UploadView() {}

    /** The answer to a start; the state is that of a start, also when it is asked for again later. */
    static ObjectNode started(UploadSession session, Optional<SignedRequest> put) {
        var json = session(session, "waiting");
        put.ifPresent(request -> write(request, json.putObject("put")));
        return times(json, session);
    }

    static ObjectNode upload(Upload upload) {
        var json = session(upload.session(), upload.publicState());
        if (upload instanceof Upload.Errored(var _, var reason)) {
            json.putObject("reason").put("code", reason.code()).put("detail", reason.detail());
        }
        return times(json, upload.session());
    }

    static ObjectNode signed(List<SignedPart> parts) {
        var json = Json.object();
        var list = json.putArray("parts");
        parts.forEach(part -> write(part.request(),
                list.addObject().put("part_number", part.number()).put("size_bytes", part.sizeBytes())));
        return json;
    }

    static ObjectNode listed(List<Part> parts) {
        var json = Json.object();
        var list = json.putArray("parts");
        for (var part : parts) {
            var item = list.addObject().put("part_number", part.number()).put("size_bytes", part.sizeBytes())
                    .put("etag", part.etag());
            part.checksum().ifPresent(checksum -> item.put("checksum_sha256", checksum.base64()));
        }
        return json;
    }

    private static ObjectNode session(UploadSession session, String state) {
        var json = Json.object().put("id", session.id().value()).put("asset_id", session.assetId().value())
                .put("state", state).put("filename", session.filename().value())
                .put("content_type", session.contentType()).put("size_bytes", session.sizeBytes());
        switch (session.transfer()) {
            case Transfer.SinglePut _ -> json.put("method", "put");
            case Transfer.Multipart(var partSizeBytes, var partCount) ->
                json.put("method", "multipart").putObject("multipart").put("part_size_bytes", partSizeBytes)
                        .put("part_count", partCount).put("max_parts_per_request", MAX_PARTS_PER_REQUEST);
        }
        return json;
    }

    private static ObjectNode times(ObjectNode json, UploadSession session) {
        return json.put("created_at", session.createdAt().toString()).put("expires_at", session.expiresAt().toString());
    }

    private static void write(SignedRequest request, ObjectNode json) {
        json.put("url", request.url().toString());
        var headers = json.putObject("headers");
        request.headers().forEach(headers::put);
        json.put("expires_at", request.expiresAt().toString());
    }
}
