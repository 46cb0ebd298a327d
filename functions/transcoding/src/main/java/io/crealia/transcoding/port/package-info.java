/** What transcoding needs of the world. */
package io.crealia.transcoding.port;
