/** The steps, one per file, and what MediaConvert's events do to a job. */
package io.crealia.transcoding.usecase;
