/** The load generator: a Gatling simulation of many clients, started as a process of its own by {@code crealia load}. */
package io.crealia.load;
