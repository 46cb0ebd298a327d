package io.crealia.webhooks.adapter;

import static io.crealia.webhooks.Samples.ACME;
import static io.crealia.webhooks.Samples.ENDPOINT;
import static io.crealia.webhooks.Samples.OTHER_ENDPOINT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.crealia.platform.privacy.Secret;
import io.crealia.platform.privacy.TenantSeal;
import io.crealia.webhooks.Samples;
import io.crealia.webhooks.domain.SigningKey;
import io.crealia.webhooks.port.EndpointRepository;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import org.bson.types.Binary;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MongoEndpointRepositoryTest extends EndpointRepositoryContract {
    private static final TenantSeal SEAL = new TenantSeal(
            () -> new Secret(Base64.getEncoder().encodeToString(new byte[32])));
    private static EmbeddedMongo mongo;

    @BeforeAll
    static void start(@TempDir Path directory) {
        mongo = new EmbeddedMongo(directory);
    }

    @AfterAll
    static void stop() {
        mongo.close();
    }

    @Override
    EndpointRepository repository() {
        return new MongoEndpointRepository(mongo.collection(), SEAL);
    }

    @Test
    void insert_storesNeitherAddressNorSecretInPlain() {
        var collection = mongo.collection();
        var endpoint = Samples.endpoint(ACME, ENDPOINT, 0, "https://hooks.example.com/canary-in-path");
        new MongoEndpointRepository(collection, SEAL).insert(endpoint);

        var document = collection.find(ENDPOINT.value()).orElseThrow();
        var secret = ((SigningKey.Symmetric) endpoint.newestKey().key()).secret();
        var key = document.getList("keys", org.bson.Document.class).getFirst();
        assertThat(document.toJson()).doesNotContain("canary-in-path").doesNotContain("hooks.example.com");
        var hex = HexFormat.of();
        assertThat(hex.formatHex(key.get("secret", Binary.class).getData())).doesNotContain(hex.formatHex(secret));
        assertThat(new String(document.get("url", Binary.class).getData(), StandardCharsets.ISO_8859_1))
                .doesNotContain("canary");
    }

    @Test
    void find_sealedForAnotherEndpoint_isRefused() {
        var collection = mongo.collection();
        var endpoints = new MongoEndpointRepository(collection, SEAL);
        endpoints.insert(Samples.endpoint(ACME, ENDPOINT, 0));
        endpoints.insert(Samples.endpoint(ACME, OTHER_ENDPOINT, 1));
        var url = collection.find(ENDPOINT.value()).orElseThrow().get("url");
        collection.update(Filters.eq("_id", OTHER_ENDPOINT.value()), Updates.set("url", url));

        assertThatThrownBy(() -> endpoints.find(ACME, OTHER_ENDPOINT)).isInstanceOf(IllegalStateException.class);
    }
}
