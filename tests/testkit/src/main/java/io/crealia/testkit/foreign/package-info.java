/** Servers of others that contract suites run against where they are there (docs/testing.md). */
package io.crealia.testkit.foreign;
