package io.crealia.uploads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.crealia.platform.message.SqsBatchEdge;
import io.crealia.uploads.ObjectCreatedConsumer.NotificationException;
import io.crealia.uploads.adapter.ObjectCreatedEvents;
import io.crealia.uploads.domain.Upload;
import io.crealia.uploads.domain.UploadSession;
import io.crealia.uploads.fake.Bench;
import io.crealia.uploads.fake.Events;
import io.crealia.uploads.fake.Samples;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ObjectCreatedConsumerTest {
    private final Bench bench = new Bench();
    private final byte[] content = Samples.mp4(1000, 1);
    private final ObjectCreatedConsumer consumer = new ObjectCreatedConsumer(new ObjectCreatedEvents(Bench.INCOMING),
            bench.accept);
    private UploadSession first;
    private UploadSession second;

    @BeforeEach
    void begin() {
        first = arrived();
        second = arrived();
        assertThat(first.id().value()).isEqualTo(Events.UPLOAD);
        assertThat(second.id()).isEqualTo(Samples.uploadId(3));
    }

    private UploadSession arrived() {
        var session = bench.announce(content);
        bench.buckets.put(session.incomingKey(), content);
        return session;
    }

    @Test
    void put_acceptsTheUpload() {
        assertThat(failures("put")).isEmpty();
        assertThat(bench.now(first)).isInstanceOf(Upload.AssetCreated.class);
        assertThat(bench.now(second)).isInstanceOf(Upload.Waiting.class);
    }

    @Test
    void multipartComplete_acceptsTheUpload() {
        assertThat(failures("multipart-complete")).isEmpty();
        assertThat(bench.now(first)).isInstanceOf(Upload.AssetCreated.class);
    }

    @Test
    void plusAndUnicodeKey_decodesOursAndFailsTheOther() {
        assertThat(failures("plus-and-unicode-key")).containsExactly("19dd0b57-b21e-4ac1-bd88-01bbb068cb02");
        assertThat(bench.now(first)).isInstanceOf(Upload.AssetCreated.class);
    }

    @Test
    void testEvent_doesNothing() {
        assertThat(failures("test-event")).isEmpty();
        assertThat(bench.facts()).isEmpty();
    }

    @Test
    void duplicate_acceptsOnce() {
        assertThat(failures("duplicate")).isEmpty();
        assertThat(failures("duplicate")).isEmpty();
        assertThat(bench.facts()).hasSize(1);
    }

    @Test
    void twoRecords_acceptsBoth() {
        assertThat(failures("two-records")).isEmpty();
        assertThat(bench.facts()).hasSize(2);
    }

    @Test
    void twoRecords_oneFails_doesTheOtherAndComesAgain() {
        bench.uploads.breakDown(first.id());

        assertThat(failures("two-records")).containsExactly("19dd0b57-b21e-4ac1-bd88-01bbb068cb01");
        assertThat(bench.now(second)).isInstanceOf(Upload.AssetCreated.class);
    }

    @Test
    void foreign_failsWhatIsMeantForNobody_andChangesNothing() {
        // The fourth names an upload that nobody has, and no object: that of an erased one may come late.
        assertThat(failures("foreign")).hasSize(4);
        assertThat(bench.facts()).isEmpty();
        assertThat(bench.now(first)).isInstanceOf(Upload.Waiting.class);
    }

    @Test
    void accept_severalFaults_reportsAll() {
        var body = Events.read("uploads-on-object-created", "two-records", Map.of("ObjectCreated:Put", "ObjectGone"))
                .at("/Records/0/body").asText();

        assertThatThrownBy(() -> consumer.accept(body)).isInstanceOf(NotificationException.class)
                .hasMessageContaining("eventName").satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
    }

    @Test
    void factNotSent_nextEventSendsIt() {
        bench.sender.failNext(1);
        assertThat(failures("put")).isEmpty();
        assertThat(bench.facts()).isEmpty();

        assertThat(failures("duplicate")).isEmpty();
        assertThat(bench.facts()).hasSize(1);
    }

    private List<String> failures(String name) {
        JsonNode answer = Events.invoke((in, out, context) -> new SqsBatchEdge().handle(in, out, context, consumer),
                Events.read("uploads-on-object-created", name, Map.of()));
        return Events.failures(answer);
    }
}
