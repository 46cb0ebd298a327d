package io.crealia.platform.lambda;

import io.crealia.platform.auth.TokenVerifier;
import io.crealia.platform.aws.AwsClients;
import io.crealia.platform.config.Environment;
import io.crealia.platform.http.EdgeGuard;
import io.crealia.platform.idempotency.Idempotency;
import io.crealia.platform.message.MessageSender;
import io.crealia.platform.message.SqsBatchEdge;
import io.crealia.platform.privacy.SubjectVault;
import io.crealia.platform.schedule.ScheduleEdge;
import io.crealia.platform.store.MongoConnection;
import io.crealia.platform.store.RedisConnection;
import java.time.InstantSource;
import java.util.Deque;

/**
 * One function's wiring, of which each feature's Dagger component is one (docs/decisions/0021): what handlers take of the platform.
 * A bean is made when it is first asked for, and reads its environment variables then; each is made once.
 */
public interface FunctionContext extends AutoCloseable {
    Environment environment();

    InstantSource clock();

    AwsClients awsClients();

    MessageSender sender();

    MongoConnection mongo();

    RedisConnection redis();

    SubjectVault vault();

    TokenVerifier verifier();

    Idempotency idempotency();

    EdgeGuard guard();

    SqsBatchEdge batchEdge();

    ScheduleEdge scheduleEdge();

    /** The connections that were asked for, the last one first. */
    Deque<AutoCloseable> connections();

    /** Closes the connections that were asked for; makes none. They can be asked for again, and connect anew. */
    @Override
    default void close() {
        for (var connection : connections()) {
            try {
                connection.close();
            } catch (Exception e) {
                throw new IllegalStateException("a connection that does not close", e);
            }
        }
    }
}
