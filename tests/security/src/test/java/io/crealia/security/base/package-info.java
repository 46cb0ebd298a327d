/** What every class of hostile input needs: data files, a client that sends any bytes, state digests and the tally. */
package io.crealia.security.base;
