/** What the application talks to, which lives on while it is killed. */
package io.crealia.chaos.cloud;
