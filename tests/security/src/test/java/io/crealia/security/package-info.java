/** Hostile input of every class against the whole local edition, read from data files. */
package io.crealia.security;
