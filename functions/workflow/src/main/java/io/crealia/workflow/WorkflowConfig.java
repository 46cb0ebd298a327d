package io.crealia.workflow;

import io.crealia.platform.config.ConfigurationException;
import io.crealia.platform.config.Environment;
import io.crealia.workflow.domain.Template;
import java.time.Duration;

/**
 * @param timing bounds and waits of runs
 * @param sweepBudget after which a sweep visits no further run; the schedule brings the next one
 */
record WorkflowConfig(Template.Timing timing, Duration sweepBudget) {

    /** @throws ConfigurationException if a variable is malformed, or a step may take longer than the run */
    static WorkflowConfig of(Environment environment) {
        var timing = new Template.Timing(
                environment.duration("CREALIA_WORKFLOW_RUN_DEADLINE", Duration.ofHours(24)),
                environment.duration("CREALIA_WORKFLOW_STEP_DEADLINE", Duration.ofMinutes(30)),
                environment.duration("CREALIA_WORKFLOW_TRANSCODE_DEADLINE", Duration.ofHours(5)),
                environment.duration("CREALIA_WORKFLOW_CHECK_INTERVAL", Duration.ofMinutes(2)),
                environment.duration("CREALIA_WORKFLOW_BACKOFF_BASE", Duration.ofSeconds(5)),
                environment.duration("CREALIA_WORKFLOW_BACKOFF_MAX", Duration.ofMinutes(5)));
        if (timing.transcodeDeadline().compareTo(timing.runDeadline()) > 0) {
            throw new ConfigurationException("CREALIA_WORKFLOW_TRANSCODE_DEADLINE",
                    "at most CREALIA_WORKFLOW_RUN_DEADLINE");
        }
        if (timing.stepDeadline().compareTo(timing.runDeadline()) > 0) {
            throw new ConfigurationException("CREALIA_WORKFLOW_STEP_DEADLINE",
                    "at most CREALIA_WORKFLOW_RUN_DEADLINE");
        }
        return new WorkflowConfig(timing,
                environment.duration("CREALIA_WORKFLOW_SWEEP_BUDGET", Duration.ofSeconds(40)));
    }
}
