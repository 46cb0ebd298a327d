package io.crealia.simulation.work;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crealia.platform.json.Json;
import io.crealia.simulation.cloud.SimObject;
import io.crealia.simulation.work.Client.Request;
import io.crealia.testkit.ApiCall;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Plays one {@link AssetPlan}. */
final class Creator {
    private static final String DIGEST = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
    /** Faults have ended by then, and with them every run. */
    private static final long LATE = 12 * 3_600_000L;
    private static final Pattern STORE_ID = Pattern.compile("uploadId=([^&]+)");

    private final World world;
    private final Client client;
    private final Book book;
    private final AssetPlan plan;

    Creator(World world, Book book, AssetPlan plan) {
        this.world = world;
        this.client = new Client(world, book);
        this.book = book;
        this.plan = plan;
    }

    void begin() {
        world.sim().after(plan.startMillis(), this::start);
    }

    private void start() {
        var body = Json.object().put("filename", "film.mkv").put("content_type", "video/x-matroska")
                .put("size_bytes", plan.size()).put("checksum_sha256", DIGEST).put("template", plan.template());
        var request = new Request("UploadsApi", "POST", "/v1/uploads", plan.tenant()).keyed("upload-" + plan.number())
                .with(body);
        if (plan.way() == AssetPlan.Way.LEFT) {
            client.once(request, this::started);
        } else {
            client.send(request, this::started);
        }
    }

    private void started(ApiCall.Answer answer) {
        if (answer.status() != 201) {
            book.problem("a start was answered " + answer.status() + " " + answer.text());
            return;
        }
        var id = answer.json().path("id").asText();
        var upload = new Book.Started(plan.tenant(), id, answer.json().path("asset_id").asText(), plan);
        book.started(upload);
        world.sim().after(delay(), () -> new Subscriber(world, book).spy(upload));
        world.sim().after(delay(), () -> transfer(id));
        act(answer.json().path("asset_id").asText());
    }

    private void transfer(String id) {
        var key = plan.tenant() + "/" + id + "/source";
        switch (plan.way()) {
            case PUT, NOT_MEDIA -> put(id, key, plan.size());
            case WRONG_SIZE -> put(id, key, plan.size() + 1);
            case REPLACED -> {
                put(id, key, plan.size());
                world.sim().after(world.sim().chance().between("replaced", plan.number(), 20, 600),
                        () -> put(id, key, plan.size() + 1));
            }
            case NEVER, NEVER_PARTS, LEFT -> {
            }
            case CANCELLED, CANCELLED_PUT -> cancel(id);
            case MULTIPART, NOT_MEDIA_PARTS -> askForParts(id, answer -> sent(id, answer));
            case STOPPED -> askForParts(id, _ -> {});
            case CANCELLED_LATE -> askForParts(id, _ -> world.sim().after(delay(), () -> cancel(id)));
        }
    }

    private void cancel(String id) {
        client.send(request("DELETE", "/v1/uploads/{upload_id}", id), _ -> {});
    }

    private void askForParts(String id, Consumer<ApiCall.Answer> then) {
        client.send(request("POST", "/v1/uploads/{upload_id}/parts", id).with(parts()), then);
    }

    private Request request(String method, String resource, String id) {
        return new Request("UploadsApi", method, resource, plan.tenant()).on("upload_id", id);
    }

    private void put(String id, String key, long size) {
        world.s3().store(Settings.INCOMING, key, plan.head(), size, DIGEST);
        book.stored(id, size);
    }

    private ObjectNode parts() {
        var body = Json.object();
        var list = body.putArray("parts");
        list.addObject().put("part_number", 1).put("checksum_sha256", DIGEST);
        list.addObject().put("part_number", 2).put("checksum_sha256", DIGEST);
        return body;
    }

    private void sent(String id, ApiCall.Answer answer) {
        if (answer.status() != 200) {
            // Still opening: its start is sent again with the same key, which opens it.
            if (answer.status() == 409) {
                world.sim().after(delay(), this::start);
            }
            return;
        }
        for (var part : answer.json().path("parts")) {
            var match = STORE_ID.matcher(part.path("url").asText());
            if (match.find()) {
                var multipart = world.s3().bucket(Settings.INCOMING).multiparts().get(match.group(1));
                if (multipart != null) {
                    multipart.parts().put(part.path("part_number").asInt(), new SimObject(plan.head(),
                            part.path("size_bytes").asLong(), "p" + part.path("part_number").asInt(), DIGEST,
                            world.sim().now(), ""));
                }
            }
        }
        world.sim().after(delay(), () -> client.send(request("POST", "/v1/uploads/{upload_id}/complete", id),
                done -> completed(id, done)));
    }

    private void completed(String id, ApiCall.Answer answer) {
        if (answer.status() == 200) {
            book.stored(id, plan.size());
        }
    }

    private void act(String asset) {
        var sim = world.sim();
        var when = sim.chance().between("act at", plan.number(), 5_000, 400_000);
        switch (plan.act()) {
            case NOTHING -> {
            }
            case CANCEL_RUN -> sim.after(when, () -> cancelRun(asset));
            case RETRY_RUN -> sim.after(when + 600_000, () -> runs(asset, run -> client.send(
                    new Request("WorkflowApi", "POST", "/v1/workflows/{workflow_id}/retry", plan.tenant())
                            .on("workflow_id", run).keyed("retry-" + plan.number()),
                    this::retried)));
            case DELETE -> sim.after(when, () -> delete(asset));
            case DELETE_LATE -> sim.after(when + LATE, () -> delete(asset));
            case CANCEL_AND_DELETE -> {
                sim.after(when, () -> cancelRun(asset));
                sim.after(when + 100_000, () -> delete(asset));
            }
        }
    }

    private void cancelRun(String asset) {
        runs(asset, run -> client.send(
                new Request("WorkflowApi", "POST", "/v1/workflows/{workflow_id}/cancel", plan.tenant())
                        .on("workflow_id", run),
                _ -> {}));
    }

    private void delete(String asset) {
        client.send(new Request("AssetsApi", "DELETE", "/v1/assets/{asset_id}", plan.tenant()).on("asset_id", asset),
                answer -> {
                    if (answer.status() == 202) {
                        book.deleted(asset);
                    }
                });
    }

    private void retried(ApiCall.Answer answer) {
        if (answer.status() == 201) {
            book.madeRun(answer.json().path("id").asText());
        }
    }

    private void runs(String asset, Consumer<String> then) {
        client.send(new Request("WorkflowApi", "GET", "/v1/workflows", plan.tenant()), answer -> {
            for (var run : answer.json().path("data")) {
                if (run.path("asset_id").asText().equals(asset)) {
                    then.accept(run.path("id").asText());
                    return;
                }
            }
        });
    }

    private long delay() {
        return world.sim().chance().between("creator " + plan.number(), world.sim().next("creator " + plan.number()),
                100, 60_000);
    }
}
