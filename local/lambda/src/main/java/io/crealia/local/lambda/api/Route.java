package io.crealia.local.lambda.api;

import io.crealia.local.lambda.template.FunctionEvent.ApiRoute;

/** A route and the function (logical id) that answers it. */
record Route(String function, ApiRoute definition) {

    String path() {
        return definition.path();
    }
}
