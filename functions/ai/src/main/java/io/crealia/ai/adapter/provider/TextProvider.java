package io.crealia.ai.adapter.provider;

import io.crealia.ai.port.Deadline;
import io.crealia.ai.port.TextModel.Task;
import java.util.List;
import java.util.Optional;

/** A service that words things, asked once. What it says is not checked here. */
public interface TextProvider {
    /** As usage and cache name it. */
    String name();

    String model();

    /** @throws CallFault if there is no answer in the provider's own form */
    Reply ask(Prompt prompt, Deadline deadline) throws CallFault;

    /** @param faults of the answer before, none at the first time; see {@link RepairDocument} */
    record Prompt(Task task, List<String> faults) {
        public Prompt {
            faults = List.copyOf(faults);
        }
    }

    enum Ending {
        COMPLETE,
        /** At the limit of tokens. */
        CUT,
        /** The model or the provider's filter declined. */
        DECLINED
    }

    /** @param usage empty where the provider does not tell */
    record Reply(Optional<String> content, Ending ending, Optional<Amount> usage, Optional<String> notice) {}
}
