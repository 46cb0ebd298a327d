/** Erasures and the inventory of data. */
package io.crealia.privacy.domain;
