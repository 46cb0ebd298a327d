package io.crealia.transcoding.usecase;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crealia.contracts.Fact;
import io.crealia.platform.cost.Ledger;
import io.crealia.platform.json.Json;
import io.crealia.platform.message.OutboxMessage;
import io.crealia.transcoding.domain.Cost;
import io.crealia.transcoding.domain.JobState;
import io.crealia.transcoding.domain.TranscodingJob;

/** What a job costs, kept in its expected result until it ends, and told to the asset's ledger. */
final class JobCost {
    private static final String FIELD = "cost";
    private static final String UNIT = "output_ms";

    private JobCost() {}

    static void write(ObjectNode expected, Cost cost) {
        expected.putObject(FIELD).put("output_ms", cost.outputMs()).put("micros", cost.micros());
    }

    static Cost read(JsonNode expected) {
        return new Cost(expected.path(FIELD).path("output_ms").asLong(), expected.path(FIELD).path("micros").asLong());
    }

    /** MediaConvert bills what it completes, and nothing else. */
    static Cost spent(TranscodingJob job) {
        return job.state() == JobState.COMPLETE ? read(Json.parse(job.expected())) : Cost.NOTHING;
    }

    static Ledger.Entry entry(String item, Fact.CostKind kind, Cost cost) {
        return new Ledger.Entry(item, kind, UNIT, cost.outputMs(), cost.micros());
    }

    /** The row of what was really used. */
    static OutboxMessage actual(Ledger ledger, TranscodingJob job, Cost cost) {
        var cause = new Fact.Header("", job.lastEventAt(), job.tenantId(), job.assetId(), job.correlationId());
        return ledger.message(cause, job.token(), entry(job.token().step().wireName(), Fact.CostKind.ACTUAL, cost));
    }
}
