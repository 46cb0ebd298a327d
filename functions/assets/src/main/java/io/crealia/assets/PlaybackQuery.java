package io.crealia.assets;

import io.crealia.assets.domain.PageRule;
import io.crealia.assets.usecase.StartPlayback;
import io.crealia.assets.usecase.StartPlayback.Terms;
import io.crealia.platform.error.ErrorCode;
import io.crealia.platform.error.Problem;
import io.crealia.platform.error.Problem.Violation;
import io.crealia.platform.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the query of a playback request: {@code expires_in} in seconds, {@code domain}, {@code allow_no_referrer}. */
final class PlaybackQuery {
    static final String[] NAMES = {"expires_in", "domain", "allow_no_referrer"};
    private static final long MIN_SECONDS = StartPlayback.MIN_LIFE.toSeconds();
    private static final long MAX_SECONDS = StartPlayback.MAX_LIFE.toSeconds();

    private final HttpRequest request;
    private final List<Violation> violations = new ArrayList<>();

    private PlaybackQuery(HttpRequest request) {
        this.request = request;
    }

    /** @throws Problem with every faulty parameter */
    static Terms of(HttpRequest request) {
        var query = new PlaybackQuery(request);
        var life = query.life();
        var pages = query.pages();
        if (!query.violations.isEmpty()) {
            throw new Problem(ErrorCode.INVALID, "The query is not as expected.", query.violations);
        }
        return new Terms(life, pages);
    }

    private Optional<Duration> life() {
        return request.queryParameter("expires_in").flatMap(text -> {
            if (text.matches("[1-9]\\d{0,6}")) {
                var seconds = Long.parseLong(text);
                if (seconds >= MIN_SECONDS && seconds <= MAX_SECONDS) {
                    return Optional.of(Duration.ofSeconds(seconds));
                }
            }
            return fault("expires_in", "range", "whole seconds from " + MIN_SECONDS + " to " + MAX_SECONDS);
        });
    }

    private Optional<PageRule> pages() {
        var silent = request.queryParameter("allow_no_referrer");
        if (silent.filter(text -> !text.equals("true") && !text.equals("false")).isPresent()) {
            fault("allow_no_referrer", "format", "true or false");
        }
        var domain = request.queryParameter("domain");
        if (silent.isPresent() && domain.isEmpty()) {
            fault("domain", "required", "a domain, where allow_no_referrer is given");
        }
        return domain.flatMap(name -> PageRule.isDomain(name)
                ? Optional.of(new PageRule(name, silent.filter("true"::equals).isPresent()))
                : fault("domain", "format", "a host such as example.com in lower case, or *.example.com"));
    }

    private <T> Optional<T> fault(String parameter, String code, String expected) {
        violations.add(new Violation("query:" + parameter, code, expected));
        return Optional.empty();
    }
}
