package io.crealia.chaos.work;

import com.fasterxml.jackson.databind.JsonNode;
import io.crealia.platform.json.Json;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/** Plays one {@link AssetPlan} to its end. */
final class Creator implements Runnable {
    private static final Set<String> ENDS = Set.of("ready", "ready_degraded", "rejected", "errored", "cancelled");
    /** A stranger looks at one in so many answers. */
    private static final int STRANGE = 5;

    private final AssetPlan plan;
    private final byte[] file;
    private final Http http;
    private final Book book;
    private final BooleanSupplier over;
    private final AtomicBoolean uploading = new AtomicBoolean();
    private volatile boolean done;

    Creator(AssetPlan plan, byte[] file, Http http, Book book, BooleanSupplier over) {
        this.plan = plan;
        this.file = file;
        this.http = http;
        this.book = book;
        this.over = over;
    }

    AssetPlan plan() {
        return plan;
    }

    boolean uploading() {
        return uploading.get();
    }

    /** Whether the asset has its end. */
    boolean done() {
        return done;
    }

    @Override
    public void run() {
        uploading.set(true);
        try {
            if (!uploaded()) {
                return;
            }
        } finally {
            uploading.set(false);
        }
        var started = book.started(plan.number()).orElseThrow();
        follow(started);
        if (plan.deleted() && !over.getAsBoolean()) {
            var answer = http.call(plan.tenant(), "DELETE", "/v1/assets/" + started.assetId(), Optional.empty(),
                    Optional.empty());
            if (answer.filter(each -> each.status() == 202 || each.status() == 204).isPresent()) {
                book.deleted(started.assetId());
                book.shown(plan, "deleted");
            } else {
                // It may have been answered before, by a process that died then.
                answer.filter(each -> each.status() != 404).ifPresent(each -> book.problem("ACKED",
                        "a deletion was answered " + each.status() + " " + each.json()));
            }
        }
        done = true;
    }

    private boolean uploaded() {
        while (!over.getAsBoolean()) {
            var start = http.call(plan.tenant(), "POST", "/v1/uploads", Optional.of(plan.key()),
                    Optional.of(request()));
            if (start.isEmpty()) {
                return false;
            }
            var answer = start.get();
            if (answer.status() != 201) {
                book.problem("ACKED", "a start was answered " + answer.status() + " " + answer.json());
                return false;
            }
            book.started(plan, answer.json().path("id").asText(), answer.json().path("asset_id").asText());
            if (plan.parts() ? parts(answer.json()) : whole(answer.json())) {
                book.stored(plan);
                return true;
            }
            http.pause();
        }
        return false;
    }

    private JsonNode request() {
        var body = Json.object().put("filename", "film-" + plan.number() + ".mp4").put("content_type", "video/mp4")
                .put("size_bytes", file.length);
        if (!plan.parts()) {
            body.put("checksum_sha256", checksum(file));
        }
        if (plan.speech()) {
            body.put("language", "en").put("script", Films.SCRIPT);
        }
        return body;
    }

    // 412: it is there already, put by an attempt whose answer was lost.
    private boolean whole(JsonNode upload) {
        var status = http.put(upload.at("/put/url").asText(), upload.at("/put/headers"), file);
        return status == 200 || status == 412;
    }

    private boolean parts(JsonNode upload) {
        var id = upload.path("id").asText();
        var size = upload.at("/multipart/part_size_bytes").asInt();
        var request = Json.object();
        var list = request.putArray("parts");
        var number = 1;
        for (int at = 0; at < file.length; at += size, number++) {
            var length = Math.min(size, file.length - at);
            list.addObject().put("part_number", number).put("size_bytes", length).put("checksum_sha256",
                    checksum(Arrays.copyOfRange(file, at, at + length)));
        }
        var signed = http.call(plan.tenant(), "POST", "/v1/uploads/" + id + "/parts", Optional.empty(),
                Optional.of(request));
        if (signed.isEmpty() || signed.get().status() != 200) {
            // Completed by an attempt whose answer was lost, or not opened yet: its start is sent again.
            return signed.isPresent() && completed(id);
        }
        for (var part : signed.get().json().path("parts")) {
            var at = (part.path("part_number").asInt() - 1) * size;
            var bytes = Arrays.copyOfRange(file, at, Math.min(file.length, at + size));
            if (http.put(part.path("url").asText(), part.path("headers"), bytes) != 200) {
                return false;
            }
        }
        return completed(id);
    }

    private boolean completed(String id) {
        return http.call(plan.tenant(), "POST", "/v1/uploads/" + id + "/complete", Optional.empty(),
                Optional.of(Json.object())).filter(answer -> answer.status() == 200).isPresent();
    }

    private void follow(Book.Started started) {
        var path = "/v1/assets/" + started.assetId();
        for (int looks = 0; !over.getAsBoolean(); looks++) {
            var answer = http.once(plan.tenant(), "GET", path, Optional.empty(), Optional.empty());
            if (answer.filter(each -> each.status() == 200).isPresent()) {
                var state = answer.get().json().path("state").asText();
                book.shown(plan, state);
                if (looks % STRANGE == 0) {
                    strange(path);
                }
                if (ENDS.contains(state)) {
                    return;
                }
            }
            http.pause();
            http.pause();
        }
    }

    private void strange(String path) {
        http.once(plan.stranger(), "GET", path, Optional.empty(), Optional.empty())
                .filter(answer -> answer.status() == 200)
                .ifPresent(_ -> book.problem("TENANT", plan.stranger() + " sees " + path + " of " + plan.tenant()));
    }

    private static String checksum(byte[] bytes) {
        try {
            return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
