/** Finds, installs and runs ffmpeg and ffprobe for untrusted input. Knows nothing of MediaConvert. */
package io.crealia.local.cloud.ffmpeg;
