package io.crealia.workflow;

import io.crealia.contracts.AssetId;
import io.crealia.contracts.Preset;
import io.crealia.contracts.RunId;
import io.crealia.contracts.Step;
import io.crealia.contracts.TenantId;
import io.crealia.platform.error.ErrorCode;
import io.crealia.platform.error.Problem;
import io.crealia.platform.http.HttpRequest;
import io.crealia.platform.http.HttpResponse;
import io.crealia.platform.http.Paging;
import io.crealia.platform.http.Route;
import io.crealia.platform.idempotency.Idempotency;
import io.crealia.platform.json.Fields;
import io.crealia.platform.json.Json;
import io.crealia.workflow.adapter.RunView;
import io.crealia.workflow.domain.Run;
import io.crealia.workflow.domain.Templates;
import io.crealia.workflow.port.RunRepository;
import io.crealia.workflow.usecase.CancelRun;
import io.crealia.workflow.usecase.RetryRun;
import io.crealia.workflow.usecase.RunCreation;
import io.crealia.workflow.usecase.StartRun;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The API of runs. Start and retry keep their idempotency key in the run that they make. */
final class WorkflowRoutes {
    private static final String READ = "workflows:read";
    private static final String WRITE = "workflows:write";
    private static final String ALL = "/v1/workflows";
    private static final String RUN = ALL + "/{workflow_id}";
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,39}");
    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}");
    private static final Pattern ASSET = Pattern.compile(AssetId.PREFIX + "[0-7][0-9A-HJKMNP-TV-Z]{25}");

    private final RunRepository runs;
    private final Templates templates;
    private final StartRun startRun;
    private final CancelRun cancelRun;
    private final RetryRun retryRun;
    private final Predicate<TenantId> withinBudget;

    WorkflowRoutes(RunRepository runs, Templates templates, StartRun startRun, CancelRun cancelRun,
            RetryRun retryRun, Predicate<TenantId> withinBudget) {
        this.runs = runs;
        this.templates = templates;
        this.startRun = startRun;
        this.cancelRun = cancelRun;
        this.retryRun = retryRun;
        this.withinBudget = withinBudget;
    }

    List<Route> list() {
        return List.of(Route.create(ALL, WRITE, this::start),
                Route.list(ALL, READ, this::page).query("asset_id", "limit", "cursor"), Route.get(RUN, READ, this::get),
                Route.post(RUN + "/cancel", WRITE, this::cancel), Route.create(RUN + "/retry", WRITE, this::retry));
    }

    private HttpResponse start(HttpRequest request) {
        var fields = request.fields();
        var asset = fields.matching("asset_id", ASSET, "an asset id: " + AssetId.PREFIX + " and 26 characters");
        var choice = new StartRun.Choice(known(fields, "template", templates.names()),
                known(fields, "preset", new TreeSet<>(Preset.names())),
                fields.optionalMatching("language", LANGUAGE, "an RFC 5646 tag such as en or pt-BR"));
        fields.check();
        requireBudget(caller(request));
        return switch (startRun.execute(new StartRun.Command(caller(request), new AssetId(asset), choice))) {
            case StartRun.Result.Answered(var result) -> created(result);
            case StartRun.Result.NoSuchAsset _ -> throw Problem.notFound("asset");
            case StartRun.Result.Busy(var current) ->
                throw new Problem(WorkflowErrors.BUSY, "Wait for run " + current + " or cancel it.");
            case StartRun.Result.NoSource _ ->
                throw new Problem(WorkflowErrors.NO_SOURCE, "Its upload was rejected; upload another file.");
        };
    }

    private HttpResponse page(HttpRequest request) {
        var asset = request.queryParameter("asset_id");
        if (asset.filter(id -> !ASSET.matcher(id).matches()).isPresent()) {
            throw new Problem(ErrorCode.INVALID, "The query is not as expected.", List.of(new Problem.Violation(
                    "query:asset_id", "format", "an asset id: " + AssetId.PREFIX + " and 26 characters")));
        }
        var paging = Paging.of(request, "workflows " + asset.orElse(""));
        return paging.answer(runs.list(request.tenant(), asset.map(AssetId::new), paging.after().map(RunId::new),
                paging.wanted()), run -> run.id().value(), RunView::json);
    }

    private HttpResponse get(HttpRequest request) {
        return runs.find(request.tenant(), id(request)).map(stored -> HttpResponse.ok(RunView.json(stored.run())))
                .orElseThrow(() -> Problem.notFound("workflow"));
    }

    private HttpResponse cancel(HttpRequest request) {
        request.optionalFields().check();
        return switch (cancelRun.execute(request.tenant(), id(request), request.requestId())) {
            case CancelRun.Result.Done(var run) -> HttpResponse.ok(RunView.json(run));
            case CancelRun.Result.TooLate(var run) -> throw new Problem(WorkflowErrors.ENDED, ended(run));
            case CancelRun.Result.NoSuchRun _ -> throw Problem.notFound("workflow");
        };
    }

    private HttpResponse retry(HttpRequest request) {
        var fields = request.optionalFields();
        var step = fields.optionalMatching("step", NAME, "the name of a step").flatMap(WorkflowRoutes::step);
        fields.check();
        requireBudget(caller(request));
        return switch (retryRun.execute(new RetryRun.Command(caller(request), id(request), step))) {
            case RetryRun.Result.Answered(var result) -> created(result);
            case RetryRun.Result.NoSuchRun _ -> throw Problem.notFound("workflow");
            case RetryRun.Result.Refused(var why) -> throw new Problem(WorkflowErrors.NOT_RETRYABLE, why);
            case RetryRun.Result.NoSuchStart(var expected) -> throw fault("/step", expected);
        };
    }

    private static HttpResponse created(RunCreation.Result result) {
        return switch (result) {
            case RunCreation.Result.Created(var id, var answer) ->
                HttpResponse.created("/v1/workflows/" + id, Json.parse(answer));
            case RunCreation.Result.Mismatch _ -> throw Idempotency.mismatch();
        };
    }

    private static RunCreation.Caller caller(HttpRequest request) {
        return new RunCreation.Caller(request.tenant(),
                request.idempotencyKey().map(key -> Idempotency.hash(request.method(), request.path(),
                        key.getBytes(StandardCharsets.UTF_8))),
                request.requestHash(), request.requestId(), request.correlationId());
    }

    private static RunId id(HttpRequest request) {
        return request.id("workflow_id", "workflow", RunId::new);
    }

    private static Optional<Step> step(String name) {
        try {
            return Optional.of(Step.ofWireName(name));
        } catch (IllegalArgumentException e) {
            throw fault("/step", "the name of a step of the run");
        }
    }

    private static Problem fault(String pointer, String expected) {
        return new Problem(ErrorCode.INVALID, "The run cannot start with that step.",
                List.of(new Problem.Violation(pointer, "range", expected)));
    }

    private static Optional<String> known(Fields fields, String name, Set<String> names) {
        var value = fields.optionalMatching(name, NAME, "one of " + names);
        if (value.filter(given -> !names.contains(given)).isPresent()) {
            fields.fault(name, "unknown", "one of " + names);
        }
        return value;
    }

    // What a run would buy is not known here, so it is refused only where nothing can be bought any more. A repeated call
    // makes no run, and is answered as it was.
    private void requireBudget(RunCreation.Caller caller) {
        var repeated = caller.key().flatMap(key -> runs.findByKey(caller.tenant(), key)).isPresent();
        if (!repeated && !withinBudget.test(caller.tenant())) {
            throw new Problem(WorkflowErrors.BUDGET, "The budget of the day is spent; it is new at 00:00 UTC.");
        }
    }

    private static String ended(Run run) {
        return "It is " + run.state().wireName() + " since " + run.endedAt().orElseThrow() + ".";
    }
}
