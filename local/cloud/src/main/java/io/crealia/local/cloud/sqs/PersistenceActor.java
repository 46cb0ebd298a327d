package io.crealia.local.cloud.sqs;

import org.apache.pekko.actor.AbstractActor;
import org.elasticmq.actor.queue.OperationSuccessful$;
import org.elasticmq.actor.queue.QueueEvent;
import org.elasticmq.persistence.CreateQueueMetadata;

/** Writes every change before its caller gets an answer: ElasticMQ holds a reply back until this actor has replied. */
final class PersistenceActor extends AbstractActor {

    private final MessageStore store;

    PersistenceActor(MessageStore store) {
        this.store = store;
    }

    @Override
    public Receive createReceive() {
        return receiveBuilder()
                .match(QueueEvent.MessageAdded.class, e -> done(() -> store.putMessage(e.queueName(), e.message())))
                .match(QueueEvent.MessageUpdated.class, e -> done(() -> store.putMessage(e.queueName(), e.message())))
                .match(QueueEvent.MessageRemoved.class,
                        e -> done(() -> store.removeMessage(e.queueName(), e.messageId())))
                .match(QueueEvent.QueueCreated.class, e -> store.putQueue(CreateQueueMetadata.from(e.queue())))
                .match(QueueEvent.QueueMetadataUpdated.class, e -> store.putQueue(CreateQueueMetadata.from(e.queue())))
                .match(QueueEvent.QueueDeleted.class, e -> store.removeQueue(e.queueName()))
                .build();
    }

    private void done(Runnable write) {
        write.run();
        getSender().tell(OperationSuccessful$.MODULE$, getSelf());
    }
}
