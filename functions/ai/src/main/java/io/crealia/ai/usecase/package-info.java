/** What understanding does: one class per operation. */
package io.crealia.ai.usecase;
