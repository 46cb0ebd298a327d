/** Words things by picking from what was said: no model that writes, no invention, the same answer every time. */
package io.crealia.local.cloud.ai.text;
