package io.crealia.platform.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.crealia.platform.error.ErrorCode;
import io.crealia.platform.error.Problem;
import io.crealia.platform.error.Problem.Violation;
import io.crealia.platform.json.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * One page of a list that is ordered by id: the query's {@code limit} and {@code cursor}, and the answer {@code {data,
 * next_cursor}}. A cursor is the last id with a digest over tenant, list and id, so that one that was cut, changed or used
 * with another list is refused instead of giving a strange page. The digest is no secret: whoever makes a cursor by hand
 * still reads only what his tenant has.
 *
 * @param limit the most elements of the page
 * @param after the last id of the page before
 */
public record Paging(String list, int limit, Optional<String> after) {
    public static final int MAX_LIMIT = 100;
    /** The query names that a route with pages takes, beside its filters. */
    public static final String[] QUERY = {"limit", "cursor"};
    private static final String DEFAULT_LIMIT = "20";
    private static final int DIGEST_BYTES = 9;
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_.-]{1,80}");

    /**
     * @param list its name and filters: what a cursor is good for
     * @throws Problem with {@code request.invalid} if the limit or the cursor is not one
     */
    public static Paging of(HttpRequest request, String list) {
        var whole = request.tenant() + "\n" + list;
        var text = request.queryParameter("limit").orElse(DEFAULT_LIMIT);
        if (!text.matches("[1-9]\\d{0,2}") || Integer.parseInt(text) > MAX_LIMIT) {
            throw invalid("limit", "range", "a whole number from 1 to " + MAX_LIMIT);
        }
        var after = request.queryParameter("cursor").map(cursor -> read(whole, cursor)
                .orElseThrow(() -> invalid("cursor", "format", "a next_cursor of this list")));
        return new Paging(whole, Integer.parseInt(text), after);
    }

    /** How many elements to ask the store for: one more than the page has tells whether there is a next one. */
    public int wanted() {
        return limit + 1;
    }

    /** @param found up to {@link #wanted()} elements in the list's order */
    public <T> HttpResponse answer(List<T> found, Function<T, String> id, Function<T, ? extends JsonNode> view) {
        var json = Json.object();
        var data = json.putArray("data");
        found.stream().limit(limit).forEach(element -> data.add(view.apply(element)));
        if (found.size() > limit) {
            json.put("next_cursor", cursor(list, id.apply(found.get(limit - 1))));
        } else {
            json.putNull("next_cursor");
        }
        return HttpResponse.ok(json);
    }

    private static Optional<String> read(String list, String cursor) {
        try {
            var all = Base64.getUrlDecoder().decode(cursor);
            var id = new String(all, 0, Math.max(0, all.length - DIGEST_BYTES), StandardCharsets.US_ASCII);
            return ID.matcher(id).matches() && cursor(list, id).equals(cursor) ? Optional.of(id) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String cursor(String list, String id) {
        var position = id.getBytes(StandardCharsets.US_ASCII);
        var all = Arrays.copyOf(position, position.length + DIGEST_BYTES);
        try {
            var digest = MessageDigest.getInstance("SHA-256")
                    .digest((list + "\n" + id).getBytes(StandardCharsets.UTF_8));
            System.arraycopy(digest, 0, all, position.length, DIGEST_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(all);
    }

    private static Problem invalid(String parameter, String code, String expected) {
        return new Problem(ErrorCode.INVALID, "The query is not as expected.",
                List.of(new Violation("query:" + parameter, code, expected)));
    }
}
