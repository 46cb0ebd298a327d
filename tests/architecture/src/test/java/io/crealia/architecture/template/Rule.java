package io.crealia.architecture.template;

import java.util.ArrayList;
import java.util.List;

/**
 * Something that must hold in the template.
 *
 * @param name by which a fault is reported, and by which tests expect it
 * @param says the rule in one sentence
 */
record Rule(String name, String says, Check check) {

    /** @param where logical id and property */
    record Finding(String rule, String where, String problem) {
        @Override
        public String toString() {
            return rule + ": " + where + ": " + problem;
        }
    }

    @FunctionalInterface
    interface Check {
        void on(TemplateTree template, Report report);
    }

    /** Takes what a check finds. */
    @FunctionalInterface
    interface Report {
        void found(String where, String problem);

        default void unless(boolean holds, String where, String problem) {
            if (!holds) {
                found(where, problem);
            }
        }
    }

    List<Finding> findings(TemplateTree template) {
        var findings = new ArrayList<Finding>();
        check.on(template, (where, problem) -> findings.add(new Finding(name, where, problem)));
        return findings;
    }
}
