/** Speech and text models of this machine behind the HTTP API of OpenAI. */
package io.crealia.local.cloud.ai;
