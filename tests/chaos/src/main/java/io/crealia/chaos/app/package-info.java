/** The application in a process of its own, which is killed. */
package io.crealia.chaos.app;
