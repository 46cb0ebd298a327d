/** A TCP proxy that knows what it carries, and loses it on purpose. */
package io.crealia.chaos.proxy;
