/** What the operations feature needs of the world. */
package io.crealia.operations.port;
