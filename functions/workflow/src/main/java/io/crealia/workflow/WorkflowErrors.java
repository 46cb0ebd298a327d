package io.crealia.workflow;

import io.crealia.platform.error.ErrorCode;

/** The workflow's own answers; docs/errors.md explains them. */
final class WorkflowErrors {
    static final ErrorCode BUSY = new ErrorCode("workflow.busy", 409, "Another run of the asset is at work");
    static final ErrorCode NO_SOURCE = new ErrorCode("workflow.no_source", 409, "The asset has no accepted source");
    static final ErrorCode ENDED = new ErrorCode("workflow.ended", 409, "The run has already ended");
    static final ErrorCode NOT_RETRYABLE = new ErrorCode("workflow.not_retryable", 409, "The run cannot be retried");

    static final ErrorCode BUDGET = new ErrorCode("budget.exhausted", 429, "The budget of the day is spent");

    private WorkflowErrors() {}
}
