/** Captions as pictures: no build of ffmpeg that Maven gives has libass, and Java shapes every script. */
package io.crealia.local.cloud.mediaconvert.captions;
