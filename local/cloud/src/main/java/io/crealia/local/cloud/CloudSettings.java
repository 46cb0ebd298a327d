package io.crealia.local.cloud;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * How an embedded cloud is started. {@code CloudSettings.inDirectory(dir)} is enough for a test; the {@code with...} and
 * {@code only} methods change one thing each.
 *
 * @param dataDirectory where every server keeps its data; created when absent; one running cloud per directory
 * @param services the servers to start
 * @param credentials accepted by S3; generated once and kept in the data directory when absent
 * @param region and {@code account} (12 digits) appear in ARNs, queue URLs and events
 * @param corsOrigins origins that may call S3 from a browser, as exact origins, or {@code "*"} alone
 * @param audience {@code aud} of issued tokens
 * @param clock time of tokens and events
 */
public record CloudSettings(Path dataDirectory, Ports ports, Set<Service> services, Optional<Credentials> credentials,
        String region, String account, List<String> corsOrigins, String audience, InstantSource clock) {

    public CloudSettings {
        Objects.requireNonNull(dataDirectory, "dataDirectory");
        Objects.requireNonNull(ports, "ports");
        Objects.requireNonNull(credentials, "credentials");
        Objects.requireNonNull(region, "region");
        Objects.requireNonNull(audience, "audience");
        Objects.requireNonNull(clock, "clock");
        dataDirectory = dataDirectory.toAbsolutePath().normalize();
        services = Set.copyOf(services);
        corsOrigins = List.copyOf(corsOrigins);
        if (services.isEmpty()) {
            throw new IllegalArgumentException("services must name at least one of " + List.of(Service.values()));
        }
        if (!account.matches("\\d{12}")) {
            throw new IllegalArgumentException("account must be 12 digits, was " + account);
        }
    }

    /** Every server, on free ports, with generated credentials. */
    public static CloudSettings inDirectory(Path dataDirectory) {
        return new CloudSettings(dataDirectory, Ports.free(), EnumSet.allOf(Service.class),
                Optional.empty(),
                "eu-central-1", "000000000000", List.of("*"), "crealia", InstantSource.system());
    }

    /** Starts a subset only, for example {@code only(Service.MONGO)} for a repository's contract suite. */
    public CloudSettings only(Service first, Service... others) {
        return new CloudSettings(dataDirectory, ports, EnumSet.of(first, others), credentials, region, account,
                corsOrigins, audience, clock);
    }

    public CloudSettings withPorts(Ports newPorts) {
        return new CloudSettings(dataDirectory, newPorts, services, credentials, region, account, corsOrigins, audience,
                clock);
    }

    public CloudSettings withCredentials(Credentials newCredentials) {
        return new CloudSettings(dataDirectory, ports, services, Optional.of(newCredentials), region, account,
                corsOrigins, audience, clock);
    }

    public CloudSettings withRegion(String newRegion) {
        return new CloudSettings(dataDirectory, ports, services, credentials, newRegion, account, corsOrigins, audience,
                clock);
    }

    public CloudSettings withCorsOrigins(List<String> newOrigins) {
        return new CloudSettings(dataDirectory, ports, services, credentials, region, account, newOrigins, audience,
                clock);
    }

    public CloudSettings withAudience(String newAudience) {
        return new CloudSettings(dataDirectory, ports, services, credentials, region, account, corsOrigins, newAudience,
                clock);
    }

    public CloudSettings withClock(InstantSource newClock) {
        return new CloudSettings(dataDirectory, ports, services, credentials, region, account, corsOrigins, audience,
                newClock);
    }
}
