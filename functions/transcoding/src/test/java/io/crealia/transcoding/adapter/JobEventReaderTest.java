package io.crealia.transcoding.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crealia.transcoding.domain.JobEvent;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class JobEventReaderTest {
    private static final String EVENT = """
            {"version":"0","id":"e1","detail-type":"MediaConvert Job State Change","source":"aws.mediaconvert",
             "account":"111122223333","time":"2026-03-01T12:00:00Z","region":"eu-west-1","resources":[],
             "detail":{"timestamp":1772366400123,"accountId":"111122223333","jobId":"1700-abc","status":"STATUS_UPDATE",
              "userMetadata":{"token":"wfl_01J9ZQ4M5N6P7R8S9T0V1W2X3Y.transcode.1"},
              "jobProgress":{"jobPercentComplete":42,"currentPhase":"TRANSCODING"},"somethingNew":[1]}}
            """;
    private final JobEventReader reader = new JobEventReader(
            "arn:aws:mediaconvert:eu-west-1:111122223333:queues/crealia-test");

    @Test
    void read_statusUpdate_hasPercentAndTime() {
        var event = reader.read(EVENT).orElseThrow();
        assertThat(event.status()).isEqualTo(JobEvent.Status.STATUS_UPDATE);
        assertThat(event.percent()).isEqualTo(42);
        assertThat(event.jobId()).isEqualTo("1700-abc");
        assertThat(event.at()).isEqualTo(Instant.parse("2026-03-01T12:00:00.123Z"));
    }

    @Test
    void read_withoutTimestamp_hasTheEnvelopesTime() {
        assertThat(reader.read(EVENT.replace("\"timestamp\":1772366400123,", "")).orElseThrow().at())
                .isEqualTo(Instant.parse("2026-03-01T12:00:00Z"));
    }

    @Test
    void read_jobWithAPart_isOfThatPart() {
        var part = reader.read(EVENT.replace("\"token\"", "\"part\":\"h1\",\"token\"")).orElseThrow();
        assertThat(part.key().part()).isEqualTo("h1");
        assertThat(reader.read(EVENT).orElseThrow().key().isPart()).isFalse();
        assertThat(reader.read(EVENT.replace("\"token\"", "\"part\":\"../x\",\"token\""))).isEmpty();
    }

    @Test
    void read_jobWithoutOurToken_isEmpty() {
        assertThat(reader.read(EVENT.replace("\"token\"", "\"other\""))).isEmpty();
        assertThat(reader.read(EVENT.replace(".transcode.1", ""))).isEmpty();
    }

    @Test
    void read_foreignSourceAccountOrStatus_isRefused() {
        refused("aws.mediaconvert", "my.app");
        refused("\"account\":\"111122223333\"", "\"account\":\"999999999999\"");
        refused("MediaConvert Job State Change", "EC2 Instance State-change Notification");
        refused("STATUS_UPDATE", "EXPLODED");
        refused("1700-abc", "");
    }

    private void refused(String text, String other) {
        assertThatThrownBy(() -> reader.read(EVENT.replace(text, other))).isInstanceOf(IllegalArgumentException.class);
    }
}
