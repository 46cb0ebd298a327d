package io.crealia.local.cloud.sqs;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.crealia.local.cloud.Running;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Props;
import org.apache.pekko.pattern.Patterns;
import org.elasticmq.NodeAddress;
import org.elasticmq.StrictSQSLimits$;
import org.elasticmq.actor.QueueManagerActor;
import org.elasticmq.msg.CreateQueue;
import org.elasticmq.msg.RestoreMessages;
import org.elasticmq.persistence.CreateQueueMetadata;
import org.elasticmq.persistence.QueueSorter;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import org.elasticmq.util.NowProvider;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;
import scala.util.Either;

/** ElasticMQ's REST server with strict SQS limits; queues and messages survive a restart. */
public final class SqsService implements Running {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Config CONFIG = ConfigFactory.parseString("""
            pekko {
              loglevel = "WARNING"
              stdout-loglevel = "OFF"
              daemonic = on
              coordinated-shutdown.run-by-jvm-shutdown-hook = off
              http.server.preview.enable-http2 = off
            }
            """);

    private final ActorSystem actors;
    private final SQSRestServer server;
    private final MessageStore store;

    private SqsService(ActorSystem actors, SQSRestServer server, MessageStore store) {
        this.actors = actors;
        this.server = server;
        this.store = store;
    }

    public static SqsService start(Path directory, int port, String region, String account, InstantSource clock)
            throws IOException {
        Files.createDirectories(directory);
        var store = new MessageStore(directory.resolve("sqs.mv"));
        ClassLoader loader = SqsService.class.getClassLoader();
        var actors = ActorSystem.create("crealia-sqs", CONFIG.withFallback(ConfigFactory.load(loader)), loader);
        try {
            ActorRef listener = actors.actorOf(Props.create(PersistenceActor.class, () -> new PersistenceActor(store)));
            ActorRef manager = actors.actorOf(Props.create(QueueManagerActor.class, new NowProvider(),
                    StrictSQSLimits$.MODULE$, Option.apply(listener)));
            restore(store, manager, clock.instant());
            SQSRestServer server = SQSRestServerBuilder.withActorSystem(actors).withQueueManagerActor(manager)
                    .withInterface("127.0.0.1").withPort(port)
                    .withServerAddress(new NodeAddress("http", "127.0.0.1", port, "")).withAWSRegion(region)
                    .withAWSAccountId(account).start();
            server.waitUntilStarted();
            return new SqsService(actors, server, store);
        } catch (RuntimeException e) {
            actors.terminate();
            store.close();
            throw e;
        }
    }

    /** ElasticMQ knows no retention; messages past it are dropped at the next start, not while this one runs. */
    public void retain(String queue, Duration retention) {
        store.retain(queue, retention);
    }

    private static void restore(MessageStore store, ActorRef manager, Instant now) {
        var sorted = QueueSorter.sortCreateQueues(CollectionConverters.asScala(store.queues()).toList());
        List<CreateQueueMetadata> queues = CollectionConverters.asJava(sorted); // dead-letter queues first
        for (CreateQueueMetadata queue : queues) {
            // Read before the queue exists again: creating it makes the listener write.
            var messages = CollectionConverters.asScala(store.messages(queue.name(), now)).toList();
            var created = (Either<?, ?>) ask(manager, new CreateQueue(queue.toCreateQueueData()));
            if (created.isLeft()) {
                throw new IllegalStateException("Queue " + queue.name() + " cannot be restored: " + created);
            }
            ask((ActorRef) created.toOption().get(), new RestoreMessages(messages));
        }
    }

    private static Object ask(ActorRef actor, Object message) {
        return Patterns.ask(actor, message, PATIENCE).toCompletableFuture().join();
    }

    @Override
    public String description() {
        return "ElasticMQ, messages in an H2 file";
    }

    @Override
    public void close() {
        server.waitUntilStarted().unbind();
        actors.terminate();
        actors.getWhenTerminated().toCompletableFuture().join();
        store.close();
    }
}
