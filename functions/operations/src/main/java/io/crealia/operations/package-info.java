/** What operators and load balancers ask: does it live, do its stores answer. */
package io.crealia.operations;
