package io.crealia.privacy.port;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** Signs certificates, and tells which ones are ours. */
public interface Seal {
    /** @return a JWS in its compact form */
    String sign(JsonNode certificate);

    /** @return what was signed; empty if it was not signed by us, or changed since */
    Optional<JsonNode> verified(String signed);

    /** The public keys, as a JWK set. */
    JsonNode publicKeys();
}
