/** Any server that speaks the HTTP API of OpenAI, without a client library: docs/ai-providers.md. */
package io.crealia.ai.adapter.openai;
