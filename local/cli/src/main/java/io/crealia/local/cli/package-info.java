/** The command {@code ./crealia}: the whole product on one laptop. Puts cloud, Lambda service and functions together. */
package io.crealia.local.cli;
