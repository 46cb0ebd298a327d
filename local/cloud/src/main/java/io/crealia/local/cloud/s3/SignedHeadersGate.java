package io.crealia.local.cloud.s3;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.shaded.org.eclipse.jetty.http.HttpField;
import org.gaul.shaded.org.eclipse.jetty.http.HttpHeader;
import org.gaul.shaded.org.eclipse.jetty.io.Content;
import org.gaul.shaded.org.eclipse.jetty.server.Handler;
import org.gaul.shaded.org.eclipse.jetty.server.Request;
import org.gaul.shaded.org.eclipse.jetty.server.Response;
import org.gaul.shaded.org.eclipse.jetty.server.Server;
import org.gaul.shaded.org.eclipse.jetty.util.Callback;
import org.gaul.shaded.org.eclipse.jetty.util.Fields;

/**
 * Refuses {@code x-amz-*} headers that a signature does not cover, and a second proof of identity beside a signed address,
 * as S3 does. S3Proxy checks the signed headers only, so the holder of a presigned PUT could add an ACL or metadata of his
 * own.
 */
final class SignedHeadersGate extends Handler.Wrapper {

    private static final String SIGNED_QUERY = "X-Amz-SignedHeaders";
    private static final Pattern SIGNED_HEADERS = Pattern.compile("SignedHeaders=([^,\\s]+)");

    private SignedHeadersGate(Handler next) {
        super(next);
    }

    /** Must be called before {@code proxy} is started. S3Proxy offers no way to its server, hence the reflection. */
    static void guard(S3Proxy proxy) {
        try {
            var field = S3Proxy.class.getDeclaredField("server");
            field.setAccessible(true);
            var server = (Server) field.get(proxy);
            server.setHandler(new SignedHeadersGate(server.getHandler()));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("This version of S3Proxy keeps its server elsewhere", e);
        }
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        List<String> signed = signedHeaders(request);
        if (signed.isEmpty()) {
            return super.handle(request, response, callback); // anonymous: S3Proxy decides
        }
        if (Request.extractQueryParameters(request).getValue(SIGNED_QUERY) != null
                && request.getHeaders().contains(HttpHeader.AUTHORIZATION)) {
            return refuse(400, "<Code>InvalidArgument</Code><Message>Only one auth mechanism allowed</Message>",
                    response, callback);
        }
        var unsigned = new ArrayList<String>();
        for (HttpField header : request.getHeaders()) {
            String name = header.getLowerCaseName();
            if (name.startsWith("x-amz-") && !signed.contains(name)) {
                unsigned.add(name);
            }
        }
        if (unsigned.isEmpty()) {
            return super.handle(request, response, callback);
        }
        return refuse(403, "<Code>AccessDenied</Code><Message>There were headers present in the request which were not "
                + "signed</Message><HeadersNotSigned>"
                + String.join(", ", unsigned).replaceAll("[^a-z0-9_, -]", "?") + "</HeadersNotSigned>", response,
                callback);
    }

    private static boolean refuse(int status, String error, Response response, Callback callback) {
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/xml");
        Content.Sink.write(response, true,
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error>" + error + "</Error>\n", callback);
        return true;
    }

    private static List<String> signedHeaders(Request request) {
        Fields query = Request.extractQueryParameters(request);
        String names = query.getValue(SIGNED_QUERY);
        if (names == null) {
            String authorization = request.getHeaders().get(HttpHeader.AUTHORIZATION);
            Matcher matcher = SIGNED_HEADERS.matcher(authorization == null ? "" : authorization);
            names = matcher.find() ? matcher.group(1) : "";
        }
        return names.isEmpty() ? List.of() : List.of(names.toLowerCase(Locale.ROOT).split(";"));
    }
}
