package io.crealia.local.cli;

import java.util.Optional;

/** The edition a command talks to: the one that runs already, or its own for as long as the command takes. */
final class Session implements AutoCloseable {
    private final ApiClient api;
    private final String issuer;
    private final Optional<LocalEdition> own;

    private Session(ApiClient api, String issuer, Optional<LocalEdition> own) {
        this.api = api;
        this.issuer = issuer;
        this.own = own;
    }

    static Session open(EditionSettings settings) {
        var running = RunFile.read(settings.home());
        if (running.isPresent()) {
            var token = DeveloperToken.issue(settings, running.get().issuer());
            return new Session(new ApiClient(running.get().api(), () -> token), running.get().issuer(),
                    Optional.empty());
        }
        var edition = LocalEdition.start(settings);
        var token = DeveloperToken.issue(settings, edition.issuer());
        return new Session(new ApiClient(edition.api(), () -> token), edition.issuer(), Optional.of(edition));
    }

    /** @return empty if no edition runs on the data folder */
    static Optional<Session> join(EditionSettings settings) {
        return RunFile.read(settings.home()).isPresent() ? Optional.of(open(settings)) : Optional.empty();
    }

    ApiClient api() {
        return api;
    }

    String issuer() {
        return issuer;
    }

    boolean ownsEdition() {
        return own.isPresent();
    }

    @Override
    public void close() {
        own.ifPresent(LocalEdition::close);
    }
}
