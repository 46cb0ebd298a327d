/** Servers and lines on this machine that behave as a test tells them to, and a client that can tell. */
package io.crealia.testkit.net;
