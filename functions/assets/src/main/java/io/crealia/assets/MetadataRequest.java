package io.crealia.assets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crealia.assets.domain.Chapter;
import io.crealia.assets.domain.Edits;
import io.crealia.assets.domain.Overrides;
import io.crealia.assets.domain.PlaybackPolicy;
import io.crealia.platform.http.HttpRequest;
import io.crealia.platform.json.Fields;
import io.crealia.platform.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads the body of a PATCH of an asset: members given replace, {@code null} goes back to the machine's, or for the policy
 * to what assets begin with.
 */
final class MetadataRequest {
    private static final int MAX_TITLE = 200;
    private static final int MAX_DESCRIPTION = 5000;
    private static final int MAX_HASHTAGS = 30;
    private static final int MAX_CHAPTERS = 100;
    private static final long MAX_MS = 7L * 24 * 3600 * 1000;
    private static final Pattern HASHTAG = Pattern.compile("#[\\p{L}\\p{M}\\p{N}_]{1,50}");
    private static final Pattern POLICY = Pattern.compile("signed|public");
    /** Marks that turn the direction of what follows, by which a text can show as another one. */
    private static final Pattern TURNING = Pattern.compile("[\\u202a-\\u202e\\u2066-\\u2069]");

    private final JsonNode body;
    private final Overrides given;
    private final Optional<PlaybackPolicy> policy;

    private MetadataRequest(JsonNode body, Overrides given, Optional<PlaybackPolicy> policy) {
        this.body = body;
        this.given = given;
        this.policy = policy;
    }

    /** @throws io.crealia.platform.error.Problem with every faulty field */
    static MetadataRequest of(HttpRequest request) {
        request.fields();
        var body = Json.parse(request.body());
        var fields = Fields.of(withoutHashtags(body));
        var title = oneLine(fields, "title");
        var description = fields.optionalLines("description", 1, MAX_DESCRIPTION);
        var hashtags = hashtags(fields, body.path("hashtags"));
        var chapters = fields.optionalObjects("chapters", 0, MAX_CHAPTERS, MetadataRequest::chapter);
        chapters.filter(list -> !ascending(list))
                .ifPresent(_ -> fields.fault("chapters", "format", "chapters in the order of their start_ms"));
        var policy = fields.optionalMatching("playback_policy", POLICY, "signed or public")
                .flatMap(PlaybackPolicy::ofWireName);
        fields.check();
        return new MetadataRequest(body, new Overrides(title, description, hashtags, chapters), policy);
    }

    /** The edits after this request. */
    Edits applied(Edits before) {
        var edits = before.with(applied(before.overrides()));
        return body.has("playback_policy") ? edits.with(policy.orElse(PlaybackPolicy.SIGNED)) : edits;
    }

    private Overrides applied(Overrides before) {
        return new Overrides(body.has("title") ? given.title() : before.title(),
                body.has("description") ? given.description() : before.description(),
                body.has("hashtags") ? given.hashtags() : before.hashtags(),
                body.has("chapters") ? given.chapters() : before.chapters());
    }

    private static Optional<String> oneLine(Fields fields, String name) {
        var expected = "text of 1 to " + MAX_TITLE + " characters, not blank, without marks that turn its direction";
        var text = fields.optionalText(name, 1, MAX_TITLE);
        text.filter(value -> value.isBlank() || TURNING.matcher(value).find() || !wellFormed(value))
                .ifPresent(_ -> fields.fault(name, "format", expected));
        return text;
    }

    private static boolean wellFormed(String text) {
        return text.codePoints().noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }

    private static Chapter chapter(Fields fields) {
        long startMs = fields.number("start_ms", 0, MAX_MS);
        var title = oneLine(fields, "title").orElseGet(() -> fields.text("title", 1, MAX_TITLE));
        return new Chapter(startMs, title);
    }

    private static boolean ascending(List<Chapter> chapters) {
        for (int i = 1; i < chapters.size(); i++) {
            if (chapters.get(i).startMs() <= chapters.get(i - 1).startMs()) {
                return false;
            }
        }
        return true;
    }

    // Fields reads lists of objects only; the texts are read here, and the member is made known to the reader.
    private static JsonNode withoutHashtags(JsonNode body) {
        return body instanceof ObjectNode object && object.has("hashtags")
                ? object.deepCopy().putNull("hashtags")
                : body;
    }

    private static Optional<List<String>> hashtags(Fields fields, JsonNode list) {
        fields.optionalText("hashtags", 0, 0);
        if (list.isMissingNode() || list.isNull()) {
            return Optional.empty();
        }
        var expected = "a list of at most " + MAX_HASHTAGS + " different texts such as #cats: #, then 1 to 50 letters,"
                + " digits or _";
        var texts = new ArrayList<String>();
        list.forEach(node -> texts.add(node.isTextual() ? node.textValue() : ""));
        if (!list.isArray() || texts.size() > MAX_HASHTAGS || texts.stream().distinct().count() < texts.size()
                || !texts.stream().allMatch(text -> HASHTAG.matcher(text).matches())) {
            fields.fault("hashtags", "format", expected);
        }
        return Optional.of(texts);
    }
}
