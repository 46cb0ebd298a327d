package io.crealia.uploads;

import io.crealia.contracts.Preset;
import io.crealia.contracts.RunParameters;
import io.crealia.contracts.UploadId;
import io.crealia.platform.http.HttpRequest;
import io.crealia.platform.json.Fields;
import io.crealia.platform.privacy.Personal;
import io.crealia.uploads.domain.FileName;
import io.crealia.uploads.domain.RunChoice;
import io.crealia.uploads.domain.Sha256;
import io.crealia.uploads.domain.Transfer.Multipart;
import io.crealia.uploads.usecase.CompleteUpload;
import io.crealia.uploads.usecase.SignParts;
import io.crealia.uploads.usecase.SignParts.WantedPart;
import io.crealia.uploads.usecase.StartUpload;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Reads request bodies into commands, and refuses what cannot be before a byte is sent. */
final class UploadRequests {
    private static final Pattern MEDIA_TYPE = Pattern
            .compile("(?:video|audio)/[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}|application/octet-stream");
    private static final Pattern ETAG = Pattern.compile("\"?[\\x21\\x23-\\x7e]{1,128}\"?");
    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}");
    private static final String DIGEST = "the SHA-256 digest as base64 of 32 bytes";

    private final UploadsConfig config;

    UploadRequests(UploadsConfig config) {
        this.config = config;
    }

    StartUpload.Command start(HttpRequest request) {
        var fields = request.fields();
        var filename = fields.text("filename", 1, FileName.MAX_LENGTH);
        if (!FileName.encodable(filename)) {
            fields.fault("filename", "format", "well-formed Unicode");
        }
        var contentType = fields.matching("content_type", MEDIA_TYPE,
                "video/*, audio/* or application/octet-stream, without parameters");
        var sizeBytes = fields.number("size_bytes", 1, config.maxBytes());
        var checksum = sizeBytes <= config.singlePutMaxBytes()
                ? Optional.of(fields.matching("checksum_sha256", Sha256.FORM, DIGEST))
                : fields.optionalMatching("checksum_sha256", Sha256.FORM, DIGEST);
        var choice = choice(fields);
        fields.check();
        return new StartUpload.Command(request.tenant(), new Personal(request.subject()), new FileName(filename),
                contentType, sizeBytes,
                checksum.map(Sha256::new), choice, request.idempotencyKey(), request.requestHash(),
                request.correlationId());
    }

    private static RunChoice choice(Fields fields) {
        var template = oneOf(fields, "template", RunParameters.TEMPLATES, RunChoice.DEFAULT.template());
        var preset = oneOf(fields, "preset", Preset.names(), RunChoice.DEFAULT.preset());
        var language = fields.optionalMatching("language", LANGUAGE, "an RFC 5646 tag such as en or pt-BR");
        var script = fields.optionalLines("script", 1, RunChoice.MAX_SCRIPT);
        return new RunChoice(template, preset, language, script);
    }

    private static String oneOf(Fields fields, String name, List<String> known, String otherwise) {
        var value = fields.optionalText(name, 1, 40).orElse(otherwise);
        if (!known.contains(value)) {
            fields.fault(name, "unknown", "one of " + known);
        }
        return value;
    }

    SignParts.Command sign(HttpRequest request, UploadId id) {
        var fields = request.fields();
        var parts = fields.objects("parts", 1, UploadView.MAX_PARTS_PER_REQUEST, UploadRequests::part);
        fields.check();
        return new SignParts.Command(request.tenant(), id, parts.stream().map(UnreadPart::read).toList());
    }

    // A digest can be made only of text that was found to be one, which is known after all fields were read.
    private record UnreadPart(long number, Optional<Long> sizeBytes, String checksum) {
        WantedPart read() {
            return new WantedPart(number, sizeBytes.map(OptionalLong::of).orElse(OptionalLong.empty()),
                    new Sha256(checksum));
        }
    }

    private static UnreadPart part(Fields part) {
        return new UnreadPart(part.number("part_number", 1, Multipart.MAX_PARTS),
                part.optionalNumber("size_bytes", 1, Long.MAX_VALUE),
                part.matching("checksum_sha256", Sha256.FORM, DIGEST));
    }

    CompleteUpload.Command complete(HttpRequest request, UploadId id) {
        var fields = request.optionalFields();
        var receipts = fields.optionalObjects("parts", 1, Multipart.MAX_PARTS, UploadRequests::receipt);
        fields.check();
        return new CompleteUpload.Command(request.tenant(), id, receipts);
    }

    private static CompleteUpload.Receipt receipt(Fields part) {
        return new CompleteUpload.Receipt(part.number("part_number", 1, Multipart.MAX_PARTS),
                part.matching("etag", ETAG, "the ETag that the store answered").replace("\"", ""));
    }
}
