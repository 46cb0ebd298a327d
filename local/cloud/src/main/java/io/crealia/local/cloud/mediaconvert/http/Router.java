package io.crealia.local.cloud.mediaconvert.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.crealia.local.cloud.mediaconvert.spec.InvalidJobException;
import java.io.IOException;
import java.lang.System.Logger;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Finds the operation of a request and writes its answer, or the error in the form the SDK reads. */
public final class Router implements HttpHandler {
    private static final Logger LOG = System.getLogger(Router.class.getName());

    private final JobsApi jobs;
    private final QueuesApi queues;
    private final ProbeApi probe;
    private final EndpointsApi endpoints;

    public Router(JobsApi jobs, QueuesApi queues, ProbeApi probe, EndpointsApi endpoints) {
        this.jobs = jobs;
        this.queues = queues;
        this.probe = probe;
        this.endpoints = endpoints;
    }

    /** @param status HTTP status as the API model gives it for the operation */
    record Answer(int status, JsonNode body) {}

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Answer answer;
            try {
                answer = route(Request.read(exchange));
            } catch (ApiException e) {
                answer = error(exchange, e);
            } catch (InvalidJobException e) {
                answer = error(exchange, ApiException.badRequest(e.getMessage()));
            } catch (IOException | RuntimeException e) {
                LOG.log(Logger.Level.ERROR,
                        exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath() + " failed", e);
                answer = error(exchange, ApiException.internal("internal error: " + e.getMessage()));
            }
            byte[] bytes = answer.body().toString().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.getResponseHeaders().set("x-amzn-RequestId", UUID.randomUUID().toString());
            exchange.sendResponseHeaders(answer.status(), bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private Answer route(Request request) throws IOException {
        String operation = request.method() + " " + request.path().getFirst() + (request.path().size() > 1 ? "/*" : "");
        if (request.path().size() > 2) {
            throw ApiException.notFound("no such operation: " + operation + "/*");
        }
        return switch (operation) {
            case "POST jobs" -> new Answer(201, jobs.create(request.json()));
            case "GET jobs" -> new Answer(200, jobs.list(request, false));
            case "GET search" -> new Answer(200, jobs.list(request, true));
            case "GET jobs/*" -> new Answer(200, jobs.get(request.path().getLast()));
            case "DELETE jobs/*" -> new Answer(202, jobs.cancel(request.path().getLast()));
            case "POST probe" -> new Answer(200, probe.probe(request.json()));
            case "GET queues" -> new Answer(200, queues.list(request));
            case "POST queues" -> new Answer(201, queues.create(request.json()));
            case "GET queues/*" -> new Answer(200, queues.get(request.path().getLast()));
            case "POST endpoints" -> new Answer(200, endpoints.describe());
            default -> throw ApiException.notFound("the local MediaConvert has no operation " + operation);
        };
    }

    private static Answer error(HttpExchange exchange, ApiException problem) {
        exchange.getResponseHeaders().set("x-amzn-ErrorType", problem.type());
        return new Answer(problem.status(), JsonNodeFactory.instance.objectNode().put("message", problem.getMessage()));
    }
}
