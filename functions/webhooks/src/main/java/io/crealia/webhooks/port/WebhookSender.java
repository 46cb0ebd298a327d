package io.crealia.webhooks.port;

import io.crealia.webhooks.domain.Outcome;
import io.crealia.webhooks.domain.WebhookUrl;
import java.util.Map;

/** Makes one attempt over the network. */
public interface WebhookSender {
    /**
     * Posts the body to an address whose host resolves to public addresses only, over a connection to exactly one of
     * those. Follows nothing, reads a few KB at most, and returns within the deadline it was made with, whatever the
     * receiver does. What goes wrong there is an outcome, never an exception.
     */
    Outcome post(WebhookUrl url, Map<String, String> headers, byte[] body);
}
