/**
 * Functions as Lambda runs them: the deployable zip, unpacked, under AWS's runtime interface client in a process of its
 * own, which is frozen between invocations and killed when its time or its memory is over.
 */
package io.crealia.local.lambda.isolated;
