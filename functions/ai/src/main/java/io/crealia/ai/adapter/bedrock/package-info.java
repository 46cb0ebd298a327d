/** Text models on Amazon Bedrock. */
package io.crealia.ai.adapter.bedrock;
