/** Runs of workflow templates over assets: what is due next, what failed, when it is over. */
package io.crealia.workflow;
