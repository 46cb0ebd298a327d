/** Technology behind the ports of understanding. */
package io.crealia.ai.adapter;
