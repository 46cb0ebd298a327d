/** What a source is, what is made of it, and what became of the attempt. Pure: no I/O, no clock. */
package io.crealia.transcoding.domain;
