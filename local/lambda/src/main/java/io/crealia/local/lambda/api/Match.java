package io.crealia.local.lambda.api;

import java.util.Map;

/**
 * What a request's path leads to.
 *
 * @param pathParameters decoded; empty when the route has none
 */
record Match(Route route, Map<String, String> pathParameters) {}
