package io.crealia.platform.lambda;

import dagger.Module;
import dagger.Provides;
import io.crealia.metrics.Machine;
import io.crealia.metrics.Telemetry;
import io.crealia.platform.auth.JwtTokenVerifier;
import io.crealia.platform.auth.TokenVerifier;
import io.crealia.platform.aws.AwsClients;
import io.crealia.platform.aws.AwsSettings;
import io.crealia.platform.aws.S3Signer;
import io.crealia.platform.config.ConfigurationException;
import io.crealia.platform.config.Environment;
import io.crealia.platform.cost.Budget;
import io.crealia.platform.cost.Ledger;
import io.crealia.platform.http.EdgeGuard;
import io.crealia.platform.id.IdSource;
import io.crealia.platform.id.SecureIdSource;
import io.crealia.platform.idempotency.Idempotency;
import io.crealia.platform.idempotency.MongoIdempotencyStore;
import io.crealia.platform.limit.RateLimits;
import io.crealia.platform.message.MessageSender;
import io.crealia.platform.message.Outbox;
import io.crealia.platform.message.SqsBatchEdge;
import io.crealia.platform.message.SqsMessageSender;
import io.crealia.platform.privacy.AuditLog;
import io.crealia.platform.privacy.Secret;
import io.crealia.platform.privacy.SubjectVault;
import io.crealia.platform.privacy.TenantSeal;
import io.crealia.platform.schedule.ScheduleEdge;
import io.crealia.platform.store.MongoConnection;
import io.crealia.platform.store.RedisConnection;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;

/** Wires what every function may use; the component of each feature includes it. Nothing here connects to anything. */
@Module
public abstract class PlatformFactory {
    /** 50 US dollars per tenant and day. */
    private static final long DAILY_MICROS = 50_000_000;

    @Provides
    @Singleton
    static InstantSource clock() {
        return InstantSource.system();
    }

    @Provides
    @Singleton
    static IdSource ids(InstantSource clock) {
        return new SecureIdSource(clock);
    }

    @Provides
    @Singleton
    static AwsSettings awsSettings(Environment environment) {
        return AwsSettings.of(environment);
    }

    @Provides
    @Singleton
    static AwsClients awsClients(AwsSettings settings) {
        return new AwsClients(settings);
    }

    @Provides
    @Singleton
    static S3Signer s3Signer(AwsSettings settings) {
        return new S3Signer(settings);
    }

    @Provides
    @Singleton
    static Secrets secrets(Environment environment, AwsClients clients) {
        return new Secrets(environment, clients);
    }

    @Provides
    @Singleton
    static Deque<AutoCloseable> connections() {
        return new ConcurrentLinkedDeque<>();
    }

    @Provides
    @Singleton
    static MongoConnection mongo(Environment environment, Secrets secrets, Deque<AutoCloseable> connections) {
        var mongo = new MongoConnection(() -> secrets.value("CREALIA_MONGO_URI", "CREALIA_MONGO_SECRET_ARN"),
                environment.string("CREALIA_MONGO_DATABASE", "crealia"));
        connections.push(mongo);
        return mongo;
    }

    @Provides
    @Singleton
    static SubjectVault subjectVault(MongoConnection mongo, Environment environment, Secrets secrets, IdSource ids,
            InstantSource clock) {
        var database = environment.string("CREALIA_KEYS_DATABASE", "crealia_keys");
        return new SubjectVault(name -> mongo.collection(database, name), () -> privacyKey(secrets), ids, clock);
    }

    @Provides
    @Singleton
    static TenantSeal tenantSeal(Secrets secrets) {
        return new TenantSeal(() -> privacyKey(secrets));
    }

    @Provides
    @Singleton
    static AuditLog auditLog(MongoConnection mongo, Secrets secrets, InstantSource clock) {
        return new AuditLog(mongo.collection("audit"), mongo.collection("audit_heads"), () -> privacyKey(secrets),
                clock);
    }

    @Provides
    @Singleton
    static RedisConnection redis(Secrets secrets, Deque<AutoCloseable> connections) {
        var redis = new RedisConnection(() -> secrets.value("CREALIA_REDIS_URI", "CREALIA_REDIS_SECRET_ARN"));
        connections.push(redis);
        return redis;
    }

    @Provides
    @Singleton
    static TokenVerifier tokens(Environment environment, InstantSource clock) {
        var keys = environment.uri("CREALIA_AUTH_JWKS_URI")
                .orElseThrow(() -> new ConfigurationException("CREALIA_AUTH_JWKS_URI", "an absolute URI"));
        return new JwtTokenVerifier(environment.required("CREALIA_AUTH_ISSUER"),
                environment.required("CREALIA_AUTH_AUDIENCE"), keys, clock);
    }

    @Provides
    @Singleton
    static Idempotency idempotency(MongoConnection mongo, SubjectVault vault, InstantSource clock) {
        return new Idempotency(new MongoIdempotencyStore(mongo.collection("idempotency"), vault), clock);
    }

    @Provides
    @Singleton
    static Telemetry telemetry(Environment environment, RedisConnection redis, IdSource ids) {
        var machine = Machine.ofProcess();
        var shared = ColdStart.shared(environment);
        var place = new Telemetry.Place(environment.string("AWS_LAMBDA_FUNCTION_NAME", ""),
                shared
                        ? machine.memoryBytes()
                        : environment.number("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", 0, 0) * 1024 * 1024,
                shared);
        return ColdStart.begun(new Telemetry(place, new RedisOutlet(redis), ids::ulid, machine,
                PlatformFactory::aside, System::nanoTime), redis, environment);
    }

    // No virtual thread: a function that has no other would load a scheduler for it.
    private static void aside(Runnable task) {
        var thread = new Thread(task, "metrics");
        thread.setDaemon(true);
        thread.start();
    }

    @Provides
    @Singleton
    static EdgeGuard guard(Environment environment, RedisConnection redis, AuditLog audit, InstantSource clock,
            Telemetry telemetry) {
        return EdgeGuard.of(environment, RateLimits.of(environment, redis, clock), audit, telemetry);
    }

    @Provides
    @Singleton
    static SqsBatchEdge batchEdge(Telemetry telemetry, InstantSource clock) {
        return new SqsBatchEdge(telemetry::begin, clock);
    }

    @Provides
    @Singleton
    static ScheduleEdge scheduleEdge(Telemetry telemetry) {
        return new ScheduleEdge(telemetry::begin);
    }

    @Provides
    @Singleton
    static Ledger ledger(MessageSender sender, InstantSource clock) {
        return new Ledger(sender, clock);
    }

    @Provides
    @Singleton
    static Budget budget(MongoConnection mongo, Environment environment, InstantSource clock) {
        return new Budget(mongo.collection("budget_days"), mongo.collection("budget_grants"), clock,
                environment.number("CREALIA_BUDGET_DAILY_MICROS", 0, DAILY_MICROS));
    }

    @Provides
    @Singleton
    static MessageSender messageSender(AwsClients clients, Environment environment) {
        return new SqsMessageSender(clients::sqs, queue -> environment.required(queue.variable()));
    }

    @Provides
    @Singleton
    static Outbox outbox(MessageSender sender) {
        return new Outbox(sender);
    }

    private static Secret privacyKey(Secrets secrets) {
        return new Secret(secrets.value("CREALIA_PRIVACY_KEY", "CREALIA_PRIVACY_SECRET_ARN"));
    }
}
