package io.crealia.ai.adapter;

import static com.mongodb.client.model.Filters.eq;

import io.crealia.ai.port.TranscriptionRepository;
import io.crealia.contracts.Fact;
import io.crealia.contracts.StepToken;
import io.crealia.platform.message.FactCodec;
import io.crealia.platform.store.DocumentStore;
import java.util.Date;
import java.util.Optional;
import org.bson.Document;

/** One document per waiting attempt: {@code {_id: token, v, request, at}} with the fact as it came by the queue. */
public final class MongoTranscriptionRepository implements TranscriptionRepository {
    public static final String COLLECTION = "transcriptions";

    private final DocumentStore store;

    public MongoTranscriptionRepository(DocumentStore store) {
        this.store = store;
    }

    @Override
    public void keep(Fact.StepRequested request) {
        store.insert(new Document("_id", request.token().value()).append("v", 1L)
                .append("request", FactCodec.encode(request)).append("at", Date.from(request.header().at())));
    }

    @Override
    public Optional<Fact.StepRequested> find(StepToken token) {
        return store.find(token.value()).map(document -> FactCodec.decode(document.getString("request")))
                .map(Fact.StepRequested.class::cast);
    }

    @Override
    public void remove(StepToken token) {
        store.delete(eq("_id", token.value()));
    }
}
