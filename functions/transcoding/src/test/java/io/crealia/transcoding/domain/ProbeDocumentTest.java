package io.crealia.transcoding.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crealia.platform.json.Json;
import io.crealia.transcoding.Sources;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ProbeDocumentTest {
    @Test
    void read_whatWasWritten_isTheSame() {
        for (var info : List.of(Sources.interlaced(), Sources.silent(), Sources.soundOnly(),
                Sources.portrait(270), Sources.hdr(MediaInfo.Transfer.HLG))) {
            assertThat(ProbeDocument.read(Json.parse(Json.text(ProbeDocument.write(info))))).isEqualTo(info);
        }
    }

    @Test
    void read_anotherDocument_isRefused() {
        assertThatThrownBy(() -> ProbeDocument.read(Json.parse("{\"schema\":2,\"media\":{}}")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
