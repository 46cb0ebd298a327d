package io.crealia.ai.adapter.provider;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crealia.ai.adapter.provider.TextProvider.Prompt;

/**
 * The two messages of a request. All that comes from users and transcripts stays in the one document of the user's message.
 * The faults of an answer are named there as well, since a pointer may hold a name that the model chose; the answer itself
 * is never repeated.
 */
public final class RepairDocument {
    static final String MEMBER = "crealia_faults";
    private static final String RULE = "\nThe document's member \"" + MEMBER
            + "\" lists what was wrong with your answer before. Answer the same task anew, without these faults.";
    private static final int MOST_FAULTS = 20;
    private static final int LONGEST = 200;

    private RepairDocument() {}

    public static String instructions(Prompt prompt) {
        return prompt.faults().isEmpty() ? prompt.task().instructions() : prompt.task().instructions() + RULE;
    }

    public static ObjectNode document(Prompt prompt) {
        var document = prompt.task().data().deepCopy();
        if (!prompt.faults().isEmpty()) {
            var list = document.putArray(MEMBER);
            prompt.faults().stream().limit(MOST_FAULTS).map(RepairDocument::plain).forEach(list::add);
        }
        return document;
    }

    private static String plain(String fault) {
        var kept = fault.replaceAll("[^ -~]", "?");
        return kept.length() > LONGEST ? kept.substring(0, LONGEST) : kept;
    }
}
