/** Where in a sound somebody speaks, and which word of a script is spoken when. No file, no network, no clock. */
package io.crealia.ai.domain.speech;
