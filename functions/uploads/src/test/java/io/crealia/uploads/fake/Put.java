package io.crealia.uploads.fake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;

/** A client's PUT to a signed URL, with a change of mind where a test wants one. */
public final class Put {
    private final URI url;
    private final Map<String, String> headers;

    public Put(String url, Map<String, String> headers) {
        this.url = URI.create(url);
        this.headers = new TreeMap<>(headers);
    }

    public Put with(String header, String value) {
        var changed = new TreeMap<>(headers);
        changed.put(header, value);
        return new Put(url.toString(), changed);
    }

    public Put without(String header) {
        var changed = new TreeMap<>(headers);
        changed.remove(header);
        return new Put(url.toString(), changed);
    }

    public Put to(String otherUrl) {
        return new Put(otherUrl, headers);
    }

    public String url() {
        return url.toString();
    }

    /** @return the status */
    public int send(byte[] bytes) {
        try {
            var connection = (HttpURLConnection) url.toURL().openConnection();
            connection.setRequestMethod("PUT");
            connection.setDoOutput(true);
            connection.setFixedLengthStreamingMode(bytes.length);
            headers.forEach(connection::setRequestProperty);
            try (var out = connection.getOutputStream()) {
                out.write(bytes);
            }
            return connection.getResponseCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
