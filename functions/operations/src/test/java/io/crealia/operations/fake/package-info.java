/** Stand-ins for the ports of the operations feature. */
package io.crealia.operations.fake;
