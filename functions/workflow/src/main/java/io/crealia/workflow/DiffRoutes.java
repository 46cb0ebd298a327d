package io.crealia.workflow;

import io.crealia.contracts.RunId;
import io.crealia.platform.error.ErrorCode;
import io.crealia.platform.error.Problem;
import io.crealia.platform.http.HttpRequest;
import io.crealia.platform.http.HttpResponse;
import io.crealia.platform.http.Route;
import io.crealia.workflow.adapter.DiffView;
import io.crealia.workflow.usecase.CompareRuns;
import java.util.List;

/** The comparison of two runs. It reads files, so it counts as ten reads. */
final class DiffRoutes {
    private static final String AGAINST = "against";
    private static final String EXPECTED = "the id of another run over the same asset";
    private static final int WEIGHT = 10;

    private final CompareRuns compare;

    DiffRoutes(CompareRuns compare) {
        this.compare = compare;
    }

    List<Route> list() {
        return List.of(Route.get("/v1/workflows/{workflow_id}/diff", "workflows:read", this::diff).query(AGAINST)
                .weighing(WEIGHT));
    }

    private HttpResponse diff(HttpRequest request) {
        var id = request.id("workflow_id", "workflow", RunId::new);
        return switch (compare.execute(request.tenant(), id, against(request))) {
            case CompareRuns.Result.Compared(var diff) -> HttpResponse.ok(DiffView.json(diff));
            case CompareRuns.Result.NoSuchRun _ -> throw Problem.notFound("workflow");
            case CompareRuns.Result.NoSuchOther _ -> throw invalid("unknown");
        };
    }

    private static RunId against(HttpRequest request) {
        try {
            return new RunId(request.queryParameter(AGAINST).orElse(""));
        } catch (IllegalArgumentException e) {
            throw invalid("format");
        }
    }

    // A run of another tenant answers as one that does not exist.
    private static Problem invalid(String code) {
        return new Problem(ErrorCode.INVALID, "The query is not as expected.",
                List.of(new Problem.Violation("query:" + AGAINST, code, EXPECTED)));
    }
}
