/**
 * Turns job settings and a probed input into one ffmpeg command, and its files into what MediaConvert would have
 * written.
 */
package io.crealia.local.cloud.mediaconvert.encode;
