/** Cuts fragmented MP4 into CMAF segments and writes HLS playlists from what is really in them. */
package io.crealia.local.cloud.mediaconvert.hls;
