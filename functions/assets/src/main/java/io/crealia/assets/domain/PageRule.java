package io.crealia.assets.domain;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * On whose pages a token plays. A browser names the page in {@code Origin} or {@code Referer}, and a page cannot make it
 * say another; a program outside a browser can say anything, so this keeps others from embedding, not from copying.
 *
 * @param domain a host such as {@code example.com}, or {@code *.example.com} for every host below it
 * @param withoutReferrer whether who names no page may play too: apps, televisions, and browsers told to be silent
 */
public record PageRule(String domain, boolean withoutReferrer) {
    private static final String LABEL = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";
    private static final Pattern FORM = Pattern.compile("(\\*\\." + LABEL + "\\.)?" + LABEL + "(\\." + LABEL + ")*");
    private static final int MAX_LENGTH = 253;
    /** What browsers send as Origin where the page has none: in a sandboxed frame, after some redirects. */
    private static final String OPAQUE = "null";

    public PageRule {
        Objects.requireNonNull(domain, "domain");
        if (!isDomain(domain)) {
            throw new IllegalArgumentException("expected a host in lower case, or *. and a domain");
        }
    }

    public static boolean isDomain(String text) {
        return text.length() <= MAX_LENGTH && FORM.matcher(text).matches();
    }

    /** @param origin and {@code referer} as the request has them; the origin counts where it names a page */
    public boolean permits(Optional<String> origin, Optional<String> referer) {
        var page = origin.filter(text -> !text.equals(OPAQUE)).or(() -> referer).filter(text -> !text.isEmpty());
        return page.map(text -> host(text).filter(this::matches).isPresent()).orElse(withoutReferrer);
    }

    private boolean matches(String host) {
        return domain.startsWith("*.") ? host.endsWith(domain.substring(1)) : host.equals(domain);
    }

    private static Optional<String> host(String page) {
        try {
            var uri = new URI(page);
            var web = "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
            return Optional.ofNullable(uri.getHost()).filter(_ -> web).map(host -> host.toLowerCase(Locale.ROOT));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
