package io.crealia.webhooks;

import dagger.Module;
import dagger.Provides;
import io.crealia.platform.aws.AwsClients;
import io.crealia.platform.config.Environment;
import io.crealia.platform.id.IdSource;
import io.crealia.platform.privacy.TenantSeal;
import io.crealia.platform.store.MongoConnection;
import io.crealia.webhooks.adapter.Dialer;
import io.crealia.webhooks.adapter.HostResolver;
import io.crealia.webhooks.adapter.MongoBulkhead;
import io.crealia.webhooks.adapter.MongoDeliveryRepository;
import io.crealia.webhooks.adapter.MongoEndpointRepository;
import io.crealia.webhooks.adapter.PinnedHttpSender;
import io.crealia.webhooks.adapter.SecureKeyMaker;
import io.crealia.webhooks.adapter.SqsDeliveryQueue;
import io.crealia.webhooks.port.Bulkhead;
import io.crealia.webhooks.port.DeliveryQueue;
import io.crealia.webhooks.port.DeliveryRepository;
import io.crealia.webhooks.port.EndpointRepository;
import io.crealia.webhooks.port.KeyMaker;
import io.crealia.webhooks.port.WebhookSender;
import io.crealia.webhooks.usecase.CreateEndpoint;
import io.crealia.webhooks.usecase.ListDeliveries;
import io.crealia.webhooks.usecase.MakeAttempt;
import io.crealia.webhooks.usecase.Redeliver;
import io.crealia.webhooks.usecase.SweepDeliveries;
import io.crealia.webhooks.usecase.TellEndpoints;
import io.crealia.webhooks.usecase.TestEndpoint;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import javax.net.ssl.SSLSocketFactory;

/** Wires the feature. */
@Module
abstract class WebhooksFactory {
    @Provides
    @Singleton
    static WebhooksConfig config(Environment environment) {
        return WebhooksConfig.of(environment);
    }

    @Provides
    @Singleton
    static EndpointRepository endpoints(MongoConnection mongo, TenantSeal seal) {
        return new MongoEndpointRepository(mongo.collection("webhook_endpoints"), seal);
    }

    @Provides
    @Singleton
    static DeliveryRepository deliveries(MongoConnection mongo) {
        return new MongoDeliveryRepository(mongo.collection("webhook_deliveries"));
    }

    @Provides
    @Singleton
    static Bulkhead bulkhead(MongoConnection mongo, WebhooksConfig config) {
        return new MongoBulkhead(mongo.collection("webhook_places"), config.places());
    }

    @Provides
    @Singleton
    static DeliveryQueue queue(AwsClients clients, Environment environment) {
        return new SqsDeliveryQueue(clients::sqs, () -> environment.required("CREALIA_DELIVERIES_QUEUE_URL"));
    }

    @Provides
    @Singleton
    static KeyMaker keys() {
        return new SecureKeyMaker();
    }

    @Provides
    @Singleton
    static WebhookSender sender(WebhooksConfig config, InstantSource clock) {
        return new PinnedHttpSender(config.urls(), config.attemptTimeout(), HostResolver.SYSTEM, Dialer.DIRECT,
                () -> (SSLSocketFactory) SSLSocketFactory.getDefault(), clock);
    }

    @Provides
    @Singleton
    static FactEvents factEvents(EndpointRepository endpoints, DeliveryRepository deliveries, DeliveryQueue queue,
            InstantSource clock) {
        return new FactEvents(new TellEndpoints(endpoints, deliveries, queue, clock));
    }

    @Provides
    @Singleton
    static MakeAttempt makeAttempt(EndpointRepository endpoints, DeliveryRepository deliveries, WebhookSender sender,
            Bulkhead bulkhead, DeliveryQueue queue, InstantSource clock) {
        return new MakeAttempt(endpoints, deliveries, sender, bulkhead, queue, clock);
    }

    @Provides
    @Singleton
    static SweepDeliveries sweep(DeliveryRepository deliveries, DeliveryQueue queue, InstantSource clock,
            WebhooksConfig config) {
        return new SweepDeliveries(deliveries, queue, clock, config.sweepBudget());
    }

    @Provides
    @Singleton
    static EndpointsApi endpointsApi(EndpointRepository endpoints, DeliveryRepository deliveries, DeliveryQueue queue,
            KeyMaker keys, IdSource ids, InstantSource clock, WebhooksConfig config) {
        return new EndpointsApi(endpoints, new CreateEndpoint(endpoints, keys, ids, clock, config.maxEndpoints()),
                new TestEndpoint(endpoints, deliveries, queue, ids, clock), keys, config.urls(), clock);
    }

    @Provides
    @Singleton
    static DeliveriesApi deliveriesApi(EndpointRepository endpoints, DeliveryRepository deliveries,
            DeliveryQueue queue, InstantSource clock) {
        return new DeliveriesApi(deliveries, new ListDeliveries(deliveries),
                new Redeliver(endpoints, deliveries, queue, clock));
    }
}
