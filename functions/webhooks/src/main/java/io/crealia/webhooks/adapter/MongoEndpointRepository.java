package io.crealia.webhooks.adapter;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Indexes.ascending;

import io.crealia.contracts.TenantId;
import io.crealia.platform.privacy.TenantSeal;
import io.crealia.platform.store.DocumentStore;
import io.crealia.webhooks.domain.Endpoint;
import io.crealia.webhooks.domain.EndpointId;
import io.crealia.webhooks.port.EndpointRepository;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Endpoints in MongoDB, one document each; {@link EndpointDocuments} has its shape. */
public final class MongoEndpointRepository implements EndpointRepository {
    /** More than a tenant may ever be allowed. */
    private static final int ALL = 1000;

    private final DocumentStore documents;
    private final EndpointDocuments form;
    private final AtomicBoolean indexed = new AtomicBoolean();

    /** @param documents the collection {@code webhook_endpoints} */
    public MongoEndpointRepository(DocumentStore documents, TenantSeal seal) {
        this.documents = documents;
        this.form = new EndpointDocuments(seal);
    }

    @Override
    public Optional<Endpoint> find(TenantId tenant, EndpointId id) {
        return documents.findOne(and(eq("_id", id.value()), eq("tenantId", tenant.value()))).map(form::read);
    }

    @Override
    public List<Endpoint> list(TenantId tenant) {
        return documents.find(eq("tenantId", tenant.value()), ascending("createdAt", "_id"), ALL).stream()
                .map(form::read).toList();
    }

    @Override
    public boolean insert(Endpoint first) {
        if (!indexed.get()) {
            documents.index(ascending("tenantId", "slot"), true);
            documents.index(ascending("tenantId", "requestKey"), true);
            indexed.set(true);
        }
        return documents.insert(form.write(first));
    }

    @Override
    public boolean compareAndSet(Endpoint next) {
        return documents.compareAndSet(next.id().value(), next.version() - 1, form.write(next));
    }

    @Override
    public boolean delete(TenantId tenant, EndpointId id) {
        return documents.delete(and(eq("_id", id.value()), eq("tenantId", tenant.value())));
    }
}
