package io.crealia.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.security.base.Bodies;
import io.crealia.security.base.Corpus;
import io.crealia.security.base.Corpus.Input;
import io.crealia.security.base.Reply;
import io.crealia.security.base.SharedEdition;
import io.crealia.security.base.Tally;
import io.crealia.security.base.Target;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Names of files that mean something to a file system, a shell, a browser, a header or a reader's eye. */
@ExtendWith(SharedEdition.class)
class NamesTest {
    /** Keys are generated: whatever the file is called, they consist of ids. */
    private static final Pattern SIGNED = Pattern
            .compile("http://127\\.0\\.0\\.1:\\d+/crealia-local-incoming/[A-Za-z0-9_/-]+\\?[A-Za-z0-9%&=._-]+");

    private final Target target;
    private final Tally tally = Tally.of("names");

    NamesTest(Target target) {
        this.target = target;
    }

    @Test
    void start_hostileName_isRefusedOrShownAndNothingElse() {
        var corpus = Corpus.read("names");
        var before = target.state();
        corpus.stream().filter(input -> input.text("expect").equals("refused")).forEach(this::refuse);
        tally.unchanged("refused names", before, target.state());

        corpus.stream().filter(input -> input.text("expect").equals("shown")).forEach(this::show);
        tally.verify();
    }

    private void refuse(Input input) {
        var reply = tally.refused(input.id(), () -> start(input));
        assertThat(reply.code()).as(input + " " + reply).isIn("request.invalid", "request.malformed");
    }

    private void show(Input input) {
        var name = input.json().get("name").textValue();
        var reply = tally.send(input.id(), () -> start(input));
        assertThat(reply.status()).as(input + " " + reply).isEqualTo(201);
        var shown = target.send(target.call("GET", reply.header("Location").orElseThrow())).json();
        if (!name.equals(shown.path("filename").textValue())) {
            tally.acceptedWrongly(input.id(), "shown as " + shown.path("filename"));
        }
        var address = reply.json().path("put").path("url").asText();
        if (!SIGNED.matcher(address).matches()) {
            tally.acceptedWrongly(input.id(), "the signed address is " + address);
        }
    }

    private Reply start(Input input) {
        return target.send(target.call("POST", "/v1/uploads").json(("{\"filename\":" + Bodies.quoted(
                input.json().get("name").textValue()) + ",\"content_type\":\"video/mp4\",\"size_bytes\":1000,"
                + "\"checksum_sha256\":\"" + Bodies.DIGEST + "\"}").getBytes(StandardCharsets.US_ASCII)));
    }
}
