/** Networks that misbehave, and a client that can tell. */
package io.crealia.testkit.net;
