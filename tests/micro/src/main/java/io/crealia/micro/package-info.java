/** The smallest parts of the hot paths, measured by JMH: {@code crealia bench micro}. */
package io.crealia.micro;
