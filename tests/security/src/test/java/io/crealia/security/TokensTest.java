package io.crealia.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.RSAKey;
import io.crealia.local.cli.DeveloperToken;
import io.crealia.security.base.Call;
import io.crealia.security.base.Corpus;
import io.crealia.security.base.Listener;
import io.crealia.security.base.SharedEdition;
import io.crealia.security.base.Tally;
import io.crealia.security.base.Target;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Forged, confused, expired, oversized and malformed bearer tokens. */
@ExtendWith(SharedEdition.class)
class TokensTest {
    private static final Set<Integer> REFUSALS = Set.of(0, 400, 401, 403, 413, 431);
    private static final int FLOOD = 200;

    private final Target target;
    private final Tally tally = Tally.of("tokens");

    TokensTest(Target target) {
        this.target = target;
    }

    @Test
    void list_hostileToken_isRefusedAndNobodyIsAsked() throws Exception {
        target.send(call(target.token())); // the keys are loaded
        var before = target.state();
        try (var canary = new Listener()) {
            var forge = forge(canary);
            for (var input : Corpus.read("tokens")) {
                var token = forge.token(input);
                var reply = tally.send(input.id(), () -> target.send(call(token)));
                var taken = input.optional("expect").filter("taken"::equals).isPresent();
                if (taken) {
                    assertThat(reply.status()).as(input + " " + reply).isEqualTo(200);
                } else if (!REFUSALS.contains(reply.status())) {
                    tally.acceptedWrongly(input.id(), reply.toString());
                }
                if (token.length() > 20 && reply.text().contains(token.substring(0, 20))) {
                    tally.acceptedWrongly(input.id(), "the answer quotes the token");
                }
            }
            assertThat(canary.connections()).as("connections to addresses in tokens").isZero();
        }
        tally.unchanged("tokens", before, target.state());
        tally.verify();
    }

    /** Each unknown key id may mean new keys: a flood of them must neither pass nor keep right tokens out. */
    @Test
    void list_floodOfUnknownKeyIds_isRefusedAndHarmsNobody() throws Exception {
        var line = Corpus.read("tokens").stream().filter(input -> input.id().equals("foreign-key-own-kid")).findFirst()
                .orElseThrow();
        try (var canary = new Listener()) {
            var forge = forge(canary);
            for (int i = 0; i < FLOOD; i++) {
                var token = forge.token(line).replaceFirst("^[^.]+", forge.header("kid-" + i));
                tally.refused("flood-" + i, () -> target.send(call(token)));
            }
        }
        assertThat(target.send(call(target.token())).status()).isEqualTo(200);
        tally.verify();
    }

    private TokenForge forge(Listener canary) throws Exception {
        var key = RSAKey.parse(Files.readString(target.home().resolve("cloud/issuer/signing-key.json")));
        return new TokenForge(key, target.edition().local().issuer(), DeveloperToken.AUDIENCE, canary.address(),
                Instant.now().getEpochSecond());
    }

    private static Call call(String token) {
        return Call.of("GET", "/v1/assets").bearer(token);
    }
}
