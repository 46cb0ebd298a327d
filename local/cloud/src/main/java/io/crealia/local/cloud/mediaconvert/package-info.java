/**
 * AWS Elemental MediaConvert on ffmpeg, for the local edition. Start with {@link
 * io.crealia.local.cloud.mediaconvert.MediaConvertServer}.
 */
package io.crealia.local.cloud.mediaconvert;
