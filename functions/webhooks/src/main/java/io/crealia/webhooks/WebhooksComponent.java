package io.crealia.webhooks;

import dagger.Component;
import io.crealia.platform.config.Environment;
import io.crealia.platform.lambda.FunctionContext;
import io.crealia.platform.lambda.PlatformFactory;
import io.crealia.webhooks.usecase.MakeAttempt;
import io.crealia.webhooks.usecase.SweepDeliveries;
import jakarta.inject.Singleton;
import java.util.Map;

/** What the functions of webhooks are made of. */
@Singleton
@Component(dependencies = Environment.class, modules = {PlatformFactory.class, WebhooksFactory.class})
interface WebhooksComponent extends FunctionContext {
    EndpointsApi endpointsApi();

    DeliveriesApi deliveriesApi();

    FactEvents facts();

    MakeAttempt attempt();

    SweepDeliveries sweep();

    /** @param variables the function's environment variables */
    static WebhooksComponent start(Map<String, String> variables) {
        return DaggerWebhooksComponent.builder().environment(new Environment(variables)).build();
    }
}
