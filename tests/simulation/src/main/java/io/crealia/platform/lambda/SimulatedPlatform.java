package io.crealia.platform.lambda;

import com.mongodb.client.MongoClient;
import io.crealia.platform.aws.AwsClients;
import io.crealia.platform.aws.AwsSettings;
import io.crealia.platform.aws.S3Signer;
import io.crealia.platform.aws.SimulatedAws;
import io.crealia.platform.config.Environment;
import io.crealia.platform.cost.Budget;
import io.crealia.platform.cost.Ledger;
import io.crealia.platform.http.EdgeGuard;
import io.crealia.platform.id.IdSource;
import io.crealia.platform.idempotency.Idempotency;
import io.crealia.platform.limit.SimulatedRates;
import io.crealia.platform.message.MessageSender;
import io.crealia.platform.message.Outbox;
import io.crealia.platform.privacy.AuditLog;
import io.crealia.platform.privacy.SubjectVault;
import io.crealia.platform.privacy.TenantSeal;
import io.crealia.platform.store.MongoConnection;
import io.crealia.platform.store.SimulatedStores;
import java.time.InstantSource;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The platform's beans over simulated clients, made by the production PlatformFactory. One per execution environment: what it remembers dies
 * with it.
 */
public final class SimulatedPlatform {
    private final Environment environment;
    private final AwsClients clients;
    private final MongoConnection mongo;
    private final Secrets secrets;
    private final IdSource ids;
    private final InstantSource clock;
    private final SimulatedRates.Redis redis;

    /** The clients of one simulated cloud. */
    public record Cloud(MongoClient mongo, S3Client s3, SqsClient sqs, SimulatedRates.Redis redis) {}

    public SimulatedPlatform(Environment environment, AwsSettings settings, Cloud cloud, IdSource ids,
            InstantSource clock) {
        this.environment = environment;
        this.ids = ids;
        this.clock = clock;
        redis = cloud.redis();
        clients = SimulatedAws.clients(settings, cloud.s3(), cloud.sqs());
        mongo = SimulatedStores.connection(cloud.mongo());
        secrets = PlatformFactory.secrets(environment, clients);
    }

    public Environment environment() {
        return environment;
    }

    public AwsClients clients() {
        return clients;
    }

    public MongoConnection mongo() {
        return mongo;
    }

    public Secrets secrets() {
        return secrets;
    }

    public IdSource ids() {
        return ids;
    }

    public InstantSource clock() {
        return clock;
    }

    public S3Signer signer() {
        return PlatformFactory.s3Signer(clients.settings());
    }

    public SubjectVault vault() {
        return PlatformFactory.subjectVault(mongo, environment, secrets, ids, clock);
    }

    public TenantSeal seal() {
        return PlatformFactory.tenantSeal(secrets);
    }

    public AuditLog audit() {
        return PlatformFactory.auditLog(mongo, secrets, clock);
    }

    /** As {@link PlatformFactory#guard}, over the simulated Redis. */
    public EdgeGuard guard() {
        return EdgeGuard.of(environment, SimulatedRates.of(environment, redis, clock), audit());
    }

    public Idempotency idempotency(SubjectVault vault) {
        return PlatformFactory.idempotency(mongo, vault, clock);
    }

    public MessageSender sender() {
        return PlatformFactory.messageSender(clients, environment);
    }

    public Outbox outbox() {
        return PlatformFactory.outbox(sender());
    }

    public Ledger ledger() {
        return PlatformFactory.ledger(sender(), clock);
    }

    public Budget budget() {
        return PlatformFactory.budget(mongo, environment, clock);
    }
}
