package io.crealia.assets.adapter;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crealia.assets.domain.CostRow;
import io.crealia.assets.domain.CostTotals;
import io.crealia.contracts.RunId;
import io.crealia.platform.json.Json;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** An asset's ledger as the API shows it: totals, then each run with its rows, oldest first. */
public final class CostJson {
    private static final Comparator<CostRow> ORDER = Comparator.comparing(CostRow::at).thenComparing(CostRow::id);

    private CostJson() {}

    public static ObjectNode of(List<CostRow> rows) {
        var json = totals(Json.object().put("currency", "USD"), rows);
        var byRun = rows.stream().collect(Collectors.groupingBy(row -> row.token().runId(),
                () -> new TreeMap<RunId, List<CostRow>>(Comparator.comparing(RunId::value)), Collectors.toList()));
        var runs = json.putArray("runs");
        byRun.forEach((run, its) -> {
            var shown = totals(runs.addObject().put("run_id", run.value()), its).putArray("rows");
            its.stream().sorted(ORDER).forEach(row -> shown.add(row(row)));
        });
        return json;
    }

    private static ObjectNode totals(ObjectNode json, List<CostRow> rows) {
        var totals = CostTotals.of(rows);
        return json.put("estimate_micros", totals.estimate()).put("actual_micros", totals.actual())
                .put("variance_micros", totals.variance());
    }

    private static ObjectNode row(CostRow row) {
        return Json.object().put("step", row.token().step().wireName()).put("attempt", row.token().attempt())
                .put("item", row.item()).put("kind", row.kind().name().toLowerCase(Locale.ROOT))
                .put("unit", row.unit()).put("quantity", row.quantity()).put("micros", row.micros())
                .put("at", row.at().toString());
    }
}
