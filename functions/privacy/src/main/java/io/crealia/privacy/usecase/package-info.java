/** The operations of the privacy feature. */
package io.crealia.privacy.usecase;
