package io.crealia.assets.domain;

import io.crealia.contracts.Fact.AssetChanged;
import io.crealia.contracts.RunId;
import io.crealia.contracts.Step;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * One entry of an asset's log: what made one version of it. Nobody changes an entry; {@link History} folds them.
 *
 * @param head what people are shown
 * @param content what the next version is made of
 */
public record AssetEvent(Head head, Content content) {
    public AssetEvent {
        Objects.requireNonNull(head, "head");
        Objects.requireNonNull(content, "content");
    }

    public long sequence() {
        return head.sequence();
    }

    public Instant at() {
        return head.at();
    }

    /** What kind of entry it is, with its name in documents and in the API. */
    public enum Type {
        RUN_CHANGED("run.changed"), RUN_PROGRESSED("run.progressed"), EDITED("asset.edited"),
        /** The asset is older than its log, which begins with all that was known then. */
        ADOPTED("log.began");

        private final String wireName;

        Type(String wireName) {
            this.wireName = wireName;
        }

        public String wireName() {
            return wireName;
        }

        /** @throws IllegalArgumentException if this version does not know the type */
        public static Type ofWireName(String name) {
            for (var type : values()) {
                if (type.wireName.equals(name)) {
                    return type;
                }
            }
            throw new IllegalArgumentException("no type of event named \"" + name + "\"");
        }
    }

    /**
     * @param sequence the version of the asset that the event made: from 1, without gaps
     * @param at when readers began to see it; never before the event before it
     * @param person keyed reference to who decided it, as the audit log has it; empty where the system did
     * @param run whose change it is; empty for a person's
     * @param percent of the run, 0 to 100
     * @param changes states that are new with it
     * @param members what a person decided about, such as {@code title} or {@code captions.en}
     */
    public record Head(long sequence, Instant at, Type type, Optional<String> person, Optional<RunId> run,
            Optional<Integer> percent, List<StateChange> changes, List<String> members) {
        public Head {
            if (sequence < 1) {
                throw new IllegalArgumentException("sequence must be at least 1, was " + sequence);
            }
            Objects.requireNonNull(at, "at");
            Objects.requireNonNull(type, "type");
            Objects.requireNonNull(person, "person");
            Objects.requireNonNull(run, "run");
            Objects.requireNonNull(percent, "percent");
            changes = List.copyOf(changes);
            members = List.copyOf(members);
        }
    }

    /**
     * The new state of the asset, or of one of its steps.
     *
     * @param at when it happened, which is before it could be seen
     * @param step empty where the asset itself changed
     * @param attempt of the step, 0 where the asset itself changed
     * @param state the new state in lower case
     */
    public record StateChange(Instant at, Optional<Step> step, int attempt, String state, Optional<String> reason) {}

    public sealed interface Content {}

    /** @param fresh results that the version before does not hold */
    public record Moved(AssetChanged change, Map<Step, StepResult> fresh) implements Content {
        public Moved {
            fresh = Step.inOrder(fresh);
        }
    }

    /** @param at when the run said so */
    public record Progressed(long runVersion, int percent, Instant at) implements Content {}

    /** @param edits everything that persons decided until now */
    public record Edited(Edits edits) implements Content {}

    public record Adopted(Asset asset) implements Content {}
}
