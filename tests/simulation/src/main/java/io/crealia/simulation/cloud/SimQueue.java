package io.crealia.simulation.cloud;

import java.util.ArrayList;
import java.util.List;

/** One queue with its dead letters. Times are in virtual milliseconds. */
public final class SimQueue {
    private final Terms terms;
    private final List<Message> messages = new ArrayList<>();
    private final List<String> deadLetters = new ArrayList<>();
    private int mostReceives;

    /**
     * @param function that reads it
     * @param batch the most messages that one call gets
     * @param maxReceives after which a message is a dead letter
     */
    public record Terms(String name, String function, long visibilityMillis, int batch, int maxReceives) {}

    /** A message that is not yet deleted. */
    static final class Message {
        private final int id;
        private final String body;
        private long visibleAt;
        private int receives;

        Message(int id, String body, long visibleAt) {
            this.id = id;
            this.body = body;
            this.visibleAt = visibleAt;
        }

        int id() {
            return id;
        }

        String body() {
            return body;
        }
    }

    SimQueue(Terms terms) {
        this.terms = terms;
    }

    public Terms terms() {
        return terms;
    }

    void add(Message message) {
        messages.add(message);
    }

    void delete(Message message) {
        messages.remove(message);
    }

    boolean holds(Message message) {
        return messages.contains(message);
    }

    /** The most receives that one message had. */
    public int mostReceives() {
        return mostReceives;
    }

    public int size() {
        return messages.size();
    }

    public List<String> deadLetters() {
        return deadLetters;
    }

    /** The messages that a call gets now, which nobody else sees until their visibility ends; dead letters are sorted out. */
    List<Message> receive(long now, boolean unbounded) {
        var batch = new ArrayList<Message>();
        for (var message : List.copyOf(messages)) {
            if (message.visibleAt <= now && batch.size() < terms.batch()) {
                if (message.receives >= terms.maxReceives() && !unbounded) {
                    messages.remove(message);
                    deadLetters.add(message.body());
                } else {
                    message.receives++;
                    mostReceives = Math.max(mostReceives, message.receives);
                    message.visibleAt = now + terms.visibilityMillis();
                    batch.add(message);
                }
            }
        }
        return batch;
    }
}
