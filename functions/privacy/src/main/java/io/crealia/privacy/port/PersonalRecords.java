package io.crealia.privacy.port;

import com.fasterxml.jackson.databind.JsonNode;
import io.crealia.contracts.AssetId;
import io.crealia.contracts.TenantId;
import java.util.List;
import java.util.Optional;

/** What documents say of a person's assets, with what is sealed in them opened. */
public interface PersonalRecords {
    List<JsonNode> uploads(TenantId tenant, AssetId asset);

    Optional<JsonNode> asset(TenantId tenant, AssetId asset);
}
