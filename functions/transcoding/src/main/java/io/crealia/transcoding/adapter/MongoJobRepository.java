package io.crealia.transcoding.adapter;

import io.crealia.contracts.AssetId;
import io.crealia.contracts.TenantId;
import io.crealia.platform.message.Outbox;
import io.crealia.platform.message.OutboxMessage;
import io.crealia.platform.message.QueueName;
import io.crealia.platform.store.DocumentStore;
import io.crealia.transcoding.domain.JobKey;
import io.crealia.transcoding.domain.JobState;
import io.crealia.transcoding.domain.TranscodingJob;
import io.crealia.transcoding.port.JobRepository;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;

/** One MongoDB document per job, and one for the parts of an attempt together, in the collection {@code transcoding_jobs}. */
public final class MongoJobRepository implements JobRepository {
    public static final String COLLECTION = "transcoding_jobs";

    private final DocumentStore store;

    public MongoJobRepository(DocumentStore store) {
        this.store = store;
    }

    @Override
    public Optional<TranscodingJob> find(JobKey key) {
        return store.find(key.value()).map(MongoJobRepository::read);
    }

    @Override
    public boolean insert(TranscodingJob job) {
        return store.insert(write(job));
    }

    @Override
    public boolean replace(TranscodingJob next) {
        return store.compareAndSet(next.key().value(), next.version() - 1, write(next));
    }

    @Override
    public void acknowledge(JobKey key, Collection<String> messageIds) {
        store.acknowledge(key.value(), messageIds);
    }

    private static Document write(TranscodingJob job) {
        var document = new Document("_id", job.key().value()).append("v", job.version())
                .append("tenantId", job.tenantId().value()).append("assetId", job.assetId().value())
                .append("runId", job.token().runId().value()).append("correlationId", job.correlationId())
                .append("state", job.state().name()).append("rank", job.rank())
                .append("claimedAt", Date.from(job.claimedAt())).append("lastEventAt", Date.from(job.lastEventAt()))
                .append("percent", job.percent()).append("expected", job.expected())
                .append(Outbox.FIELD, Outbox.write(job.outbox()));
        job.jobId().ifPresent(id -> document.append("jobId", id));
        job.outcome().ifPresent(fact -> document.append("outcome", Outbox.write(List.of(fact)).getFirst()));
        return document;
    }

    private static TranscodingJob read(Document document) {
        return new TranscodingJob(JobKey.parse(document.getString("_id")),
                new TenantId(document.getString("tenantId")), new AssetId(document.getString("assetId")),
                document.getString("correlationId"), document.getLong("v"),
                JobState.valueOf(document.getString("state")), document.getInteger("rank"),
                Optional.ofNullable(document.getString("jobId")), instant(document, "claimedAt"),
                instant(document, "lastEventAt"), document.getInteger("percent"), document.getString("expected"),
                Optional.ofNullable(document.get("outcome", Document.class)).map(MongoJobRepository::message),
                Outbox.read(document));
    }

    private static OutboxMessage message(Document message) {
        return new OutboxMessage(message.getString("id"), QueueName.valueOf(message.getString("queue")),
                message.getString("body"));
    }

    private static Instant instant(Document document, String field) {
        return document.getDate(field).toInstant();
    }
}
