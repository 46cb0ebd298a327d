/** The words that features share: ids, steps, facts and object keys. Depends on nothing. */
package io.crealia.contracts;
