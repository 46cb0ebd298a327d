/** What every provider needs around it: retries within the deadline, circuit breaker, cache, budget, ledger, checks. */
package io.crealia.ai.adapter.provider;
