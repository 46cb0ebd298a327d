/** Probes, encodes, stills and verification: what a source is and what is made of it. */
package io.crealia.transcoding;
