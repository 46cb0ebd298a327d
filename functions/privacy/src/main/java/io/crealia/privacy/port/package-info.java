/** What the privacy feature needs of others. */
package io.crealia.privacy.port;
