package io.crealia.platform.lambda;

import dagger.Component;
import io.crealia.platform.aws.S3Signer;
import io.crealia.platform.config.Environment;
import io.crealia.platform.cost.Budget;
import io.crealia.platform.cost.Ledger;
import io.crealia.platform.id.IdSource;
import io.crealia.platform.message.Outbox;
import io.crealia.platform.privacy.AuditLog;
import io.crealia.platform.privacy.TenantSeal;
import jakarta.inject.Singleton;
import java.util.Map;

/** A function of the platform alone. */
@Singleton
@Component(dependencies = Environment.class, modules = PlatformFactory.class)
interface PlatformComponent extends FunctionContext {
    IdSource ids();

    S3Signer signer();

    Secrets secrets();

    Outbox outbox();

    TenantSeal seal();

    AuditLog audit();

    Budget budget();

    Ledger ledger();

    static PlatformComponent start(Map<String, String> variables) {
        return DaggerPlatformComponent.builder().environment(new Environment(variables)).build();
    }
}
