/** What operators and load balancers ask: does it live, do its stores answer. And what callers ask: what can it do. */
package io.crealia.operations;
