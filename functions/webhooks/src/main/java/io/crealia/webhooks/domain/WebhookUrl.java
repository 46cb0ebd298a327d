package io.crealia.webhooks.domain;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An address that webhooks may be sent to. Read by one strict grammar of our own instead of a lenient parser, so that
 * nobody who reads it later can see another host in it: {@code https://name[:443|:8443][/path][?query]} in ASCII, no user
 * information, no fragment, no address in digits, no name of a private network. What the name resolves to is checked when
 * something is sent, see {@link PublicAddress}.
 *
 * @param text the address as it was given
 * @param target path and query, at least {@code /}
 */
public record WebhookUrl(String text, boolean secure, String host, int port, String target) {
    public static final String EXPECTED = "an https address of a public host name, port 443 or 8443, without user"
            + " information and fragment";
    /** What browsers and proxies commonly bear. */
    public static final int MAX_LENGTH = 2048;
    private static final int MAX_HOST = 253;
    private static final int HTTPS_PORT = 443;
    private static final int ALTERNATIVE_PORT = 8443;
    private static final int HTTP_PORT = 80;
    private static final int MAX_PORT = 65_535;
    private static final Pattern FORM = Pattern.compile(
            "(https?)://([A-Za-z0-9.-]+)(?::([1-9][0-9]{0,4}))?((?:[/?](?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]++|%[0-9A-Fa-f]{2})*+)?)");
    private static final Pattern LABEL = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");
    // A last label in digits makes the whole an IPv4 address to many resolvers (url.spec.whatwg.org, "ends in a number").
    private static final Pattern TOP = Pattern.compile("[a-z]{2,63}|xn--[a-z0-9-]{1,59}");
    /** Names that no public resolver knows: RFC 6761, 6762, 7686, 8375, 9476 and what private networks use. */
    private static final List<String> PRIVATE_TOPS = List.of("localhost", "localdomain", "local", "internal",
            "intranet", "private", "corp", "home", "lan", "test", "example", "invalid", "onion", "alt", "arpa");

    /** @return empty if the text is no address that the policy permits */
    public static Optional<WebhookUrl> parse(String text, UrlPolicy policy) {
        var matcher = FORM.matcher(text);
        if (text.length() > MAX_LENGTH || !matcher.matches()) {
            return Optional.empty();
        }
        var secure = matcher.group(1).equals("https");
        var host = matcher.group(2).toLowerCase(Locale.ROOT);
        var port = matcher.group(3) == null ? secure ? HTTPS_PORT : HTTP_PORT : Integer.parseInt(matcher.group(3));
        var target = matcher.group(4).startsWith("/") ? matcher.group(4) : "/" + matcher.group(4);
        var url = new WebhookUrl(text, secure, host, port, target);
        return url.isPublic() || policy == UrlPolicy.PUBLIC_AND_LOOPBACK && url.isLoopback()
                ? Optional.of(url)
                : Optional.empty();
    }

    /** Whether it names this very machine over plain HTTP, which only {@link UrlPolicy#PUBLIC_AND_LOOPBACK} permits. */
    public boolean isLoopback() {
        return !secure && host.equals("127.0.0.1") && port <= MAX_PORT;
    }

    private boolean isPublic() {
        return secure && (port == HTTPS_PORT || port == ALTERNATIVE_PORT) && isPublicName(host);
    }

    private static boolean isPublicName(String host) {
        var labels = host.split("\\.", -1);
        var top = labels[labels.length - 1];
        return host.length() <= MAX_HOST && labels.length > 1 && TOP.matcher(top).matches()
                && !PRIVATE_TOPS.contains(top) && List.of(labels).stream().allMatch(l -> LABEL.matcher(l).matches());
    }

    /** The host with its port where that is not the scheme's own, as the Host header has it. */
    public String authority() {
        return port == (secure ? HTTPS_PORT : HTTP_PORT) ? host : host + ":" + port;
    }

    /** An address may carry a secret of its owner's in its path or query. */
    @Override
    public String toString() {
        return "***";
    }
}
