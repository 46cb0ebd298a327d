package io.crealia.uploads;

import io.crealia.contracts.UploadId;
import io.crealia.platform.error.ErrorCode;
import io.crealia.platform.error.Problem;
import io.crealia.platform.error.Problem.Violation;
import io.crealia.platform.http.HttpRequest;
import io.crealia.platform.http.HttpResponse;
import io.crealia.platform.http.Paging;
import io.crealia.platform.http.Route;
import io.crealia.platform.idempotency.Idempotency;
import io.crealia.uploads.port.UploadRepository;
import io.crealia.uploads.usecase.CancelUpload;
import io.crealia.uploads.usecase.CompleteUpload;
import io.crealia.uploads.usecase.FindUpload;
import io.crealia.uploads.usecase.ListParts;
import io.crealia.uploads.usecase.SignParts;
import io.crealia.uploads.usecase.StartUpload;
import java.util.List;

/** The routes of {@code /v1/uploads}: reads requests, runs use cases, tells their results. */
final class UploadsApi {
    private static final String ALL = "/v1/uploads";
    private static final String ONE = ALL + "/{upload_id}";
    private static final String PARTS = ONE + "/parts";
    private static final String READ = "uploads:read";
    private static final String WRITE = "uploads:write";

    private final StartUpload start;
    private final FindUpload find;
    private final UploadRepository uploads;
    private final SignParts sign;
    private final ListParts list;
    private final CompleteUpload complete;
    private final CancelUpload cancel;
    private final UploadRequests requests;

    UploadsApi(UploadRepository uploads, StartUpload start, FindUpload find, SignParts sign, ListParts list,
            CompleteUpload complete, CancelUpload cancel, UploadRequests requests) {
        this.uploads = uploads;
        this.start = start;
        this.find = find;
        this.sign = sign;
        this.list = list;
        this.complete = complete;
        this.cancel = cancel;
        this.requests = requests;
    }

    /** The same routes with another start. */
    UploadsApi starting(StartUpload other) {
        return new UploadsApi(uploads, other, find, sign, list, complete, cancel, requests);
    }

    List<Route> routes() {
        // Signing changes nothing that a repetition would change again, and a kept answer would only hold stale URLs.
        var signing = Route.change("POST", PARTS, WRITE, this::sign);
        return List.of(Route.create(ALL, WRITE, this::start),
                Route.list(ALL, READ, this::page).query(Paging.QUERY), Route.get(ONE, READ, this::get),
                Route.delete(ONE, WRITE, this::cancel), Route.get(PARTS, READ, this::list), signing,
                Route.post(ONE + "/complete", WRITE, this::complete));
    }

    private HttpResponse start(HttpRequest request) {
        return switch (start.execute(requests.start(request))) {
            case StartUpload.Result.Started(var session, var put) ->
                HttpResponse.created(ALL + "/" + session.id(), UploadView.started(session, put));
            case StartUpload.Result.Mismatch _ -> throw Idempotency.mismatch();
            case StartUpload.Result.OverQuota(var renewal) ->
                throw new Problem(UploadsErrors.QUOTA, "The quota of uploads is new at 00:00 UTC.").retryAfter(renewal);
        };
    }

    private HttpResponse page(HttpRequest request) {
        var paging = Paging.of(request, "uploads");
        return paging.answer(uploads.list(request.tenant(), paging.after().map(UploadId::new), paging.wanted()),
                upload -> upload.session().id().value(), UploadView::upload);
    }

    private HttpResponse get(HttpRequest request) {
        return find.execute(request.tenant(), id(request)).map(UploadView::upload).map(HttpResponse::ok)
                .orElseThrow(UploadsApi::unknown);
    }

    private HttpResponse cancel(HttpRequest request) {
        return switch (cancel.execute(request.tenant(), id(request))) {
            case CANCELLED -> HttpResponse.noContent();
            case UNKNOWN -> throw unknown();
            case TOO_LATE -> throw new Problem(UploadsErrors.CLOSED, "The upload can no longer be cancelled.");
        };
    }

    private HttpResponse list(HttpRequest request) {
        return switch (list.execute(request.tenant(), id(request))) {
            case ListParts.Result.Listed(var parts) -> HttpResponse.ok(UploadView.listed(parts));
            case ListParts.Result.Unknown _ -> throw unknown();
            case ListParts.Result.NotMultipart _ -> throw notMultipart();
            case ListParts.Result.Closed(var state) -> throw closed(state);
        };
    }

    private HttpResponse sign(HttpRequest request) {
        return switch (sign.execute(requests.sign(request, id(request)))) {
            case SignParts.Result.Signed(var parts) -> HttpResponse.ok(UploadView.signed(parts));
            case SignParts.Result.Invalid(var faults) -> throw new Problem(ErrorCode.INVALID,
                    faults.size() + " of the request's fields are not as expected.",
                    faults.stream().map(fault -> new Violation("/parts/" + fault.index() + "/" + fault.field(), "range",
                            fault.expected())).toList());
            case SignParts.Result.Unknown _ -> throw unknown();
            case SignParts.Result.NotMultipart _ -> throw notMultipart();
            case SignParts.Result.Closed(var state) -> throw closed(state);
        };
    }

    private HttpResponse complete(HttpRequest request) {
        return switch (complete.execute(requests.complete(request, id(request)))) {
            case CompleteUpload.Result.Done(var upload) -> HttpResponse.ok(UploadView.upload(upload));
            case CompleteUpload.Result.Incomplete(var detail) ->
                throw new Problem(UploadsErrors.PARTS_INCOMPLETE, detail);
            case CompleteUpload.Result.Unknown _ -> throw unknown();
            case CompleteUpload.Result.NotMultipart _ -> throw notMultipart();
            case CompleteUpload.Result.Closed(var state) -> throw closed(state);
        };
    }

    private static UploadId id(HttpRequest request) {
        return request.id("upload_id", "upload", UploadId::new);
    }

    private static Problem unknown() {
        return Problem.notFound("upload");
    }

    private static Problem notMultipart() {
        return new Problem(UploadsErrors.NOT_MULTIPART, "Send the file with the signed PUT of the start's answer.");
    }

    private static Problem closed(String state) {
        return new Problem(UploadsErrors.CLOSED, switch (state) {
            case "expired" -> "The time for the upload is over; start a new one.";
            case "gone" -> "The store no longer has the parts; start a new upload.";
            case "waiting" -> "The start of the upload was interrupted; send it again with the same idempotency key.";
            default -> "The upload is in the state " + state + ".";
        });
    }
}
