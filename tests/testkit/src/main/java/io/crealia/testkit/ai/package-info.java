/** A provider of understanding that can be told how to fail. */
package io.crealia.testkit.ai;
