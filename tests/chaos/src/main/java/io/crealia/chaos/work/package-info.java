/** Creators, who do not give up, and what they were told. */
package io.crealia.chaos.work;
