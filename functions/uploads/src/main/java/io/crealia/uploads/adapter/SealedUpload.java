package io.crealia.uploads.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import io.crealia.contracts.SubjectId;
import io.crealia.contracts.TenantId;
import io.crealia.platform.json.Json;
import io.crealia.platform.privacy.SubjectVault;
import io.crealia.uploads.domain.FileName;
import io.crealia.uploads.domain.UploadSession;
import io.crealia.uploads.domain.UploadSession.RequestMark;
import java.util.Optional;
import org.bson.Document;
import org.bson.types.Binary;

/**
 * What of an upload is its creator's: the file's name, the script, the idempotency key, and the hash of the request,
 * from which the name could be guessed. One sealed value of the document.
 */
record SealedUpload(FileName filename, Optional<String> script, RequestMark request) {
    static final String FIELD = "personal";
    private static final String OWNER = "subjectId";
    /** What is left of an upload whose owner was forgotten. */
    private static final SealedUpload FORGOTTEN = new SealedUpload(new FileName("forgotten"), Optional.empty(),
            RequestMark.UNREADABLE);

    static void write(UploadSession session, SubjectVault vault, Document document) {
        var json = Json.object().put("filename", session.filename().value());
        session.choice().script().ifPresent(script -> json.put("script", script));
        json.put("request_key", session.request().key()).put("request_hash", session.request().hash());
        session.owner().ifPresent(owner -> document.append(OWNER, owner.value()));
        document.append(FIELD, new Binary(vault.seal(session.tenant(), session.owner(),
                place(session.id().value()), Json.bytes(json))));
    }

    /** @param document also one from before there was a vault, which holds the same in plain */
    static SealedUpload read(Document document, TenantId tenant, SubjectVault vault) {
        var sealed = document.get(FIELD, Binary.class);
        return sealed == null
                ? plain(document)
                : vault.open(tenant, place(document.getString("_id")), sealed.getData()).map(Json::parse)
                        .map(SealedUpload::of).orElse(FORGOTTEN);
    }

    static Optional<SubjectId> owner(Document document) {
        return Optional.ofNullable(document.getString(OWNER)).map(SubjectId::new);
    }

    private static SealedUpload of(JsonNode json) {
        return new SealedUpload(new FileName(json.path("filename").asText()),
                Optional.ofNullable(json.path("script").textValue()),
                new RequestMark(json.path("request_key").asText(), json.path("request_hash").asText()));
    }

    private static SealedUpload plain(Document document) {
        var script = Optional.ofNullable(document.get("choice", Document.class))
                .map(choice -> choice.getString("script"));
        return new SealedUpload(new FileName(document.getString("filename")), script,
                new RequestMark(document.getString(UploadDocuments.REQUEST_KEY), document.getString("requestHash")));
    }

    private static String place(String id) {
        return "uploads/" + id + "/" + FIELD;
    }
}
