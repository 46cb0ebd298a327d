/** The operations of the operations feature. */
package io.crealia.operations.usecase;
