/** Stores, keys and JSON of the privacy feature. */
package io.crealia.privacy.adapter;
