package io.crealia.local.observability.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crealia.local.observability.Recorded;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AnswersTest {
    @Test
    void read_matrix_keepsLabelsTimesAndNumbersThatAreNone() {
        var series = Answers.read(Recorded.text("matrix.json"));

        assertThat(series).hasSize(3);
        assertThat(series.getFirst().labels()).isEqualTo(Map.of("function", "assets-api"));
        assertThat(series.getFirst().samples()).startsWith(new Sample(1_764_331_200.5, 0.1), new Sample(1_764_331_210.5,
                0.25));
        assertThat(series.get(1).samples().getFirst().value()).isNaN();
        assertThat(series.get(1).samples().getLast().value()).isInfinite();
    }

    @Test
    void read_vectorAndScalar_areOneSampleEach() {
        assertThat(Answers.read(Recorded.text("vector.json"))).hasSize(2)
                .allSatisfy(series -> assertThat(series.samples()).hasSize(1));
        assertThat(Answers.read("""
                {"status":"success","data":{"resultType":"scalar","result":[1764331200.5,"3"]}}""").getFirst()
                .samples())
                .containsExactly(new Sample(1_764_331_200.5, 3));
        assertThat(Answers.read(Recorded.text("empty.json"))).isEmpty();
    }

    @Test
    void read_refusal_hasPrometheusOwnWords() {
        assertThatThrownBy(() -> Answers.read(Recorded.text("refused.json"))).isInstanceOf(PrometheusException.class)
                .hasMessageContaining("unclosed left parenthesis");
    }

    @Test
    void read_somethingElse_isRefused() {
        assertThatThrownBy(() -> Answers.read("<html>")).isInstanceOf(PrometheusException.class)
                .hasMessageContaining("not an answer of Prometheus: <html>");
        assertThatThrownBy(() -> Answers.read("{}")).isInstanceOf(PrometheusException.class);
        assertThatThrownBy(() -> Answers.read("""
                {"status":"success","data":{"resultType":"string","result":[1,"x"]}}"""))
                .hasMessageContaining("not an answer that can be drawn");
        assertThatThrownBy(() -> Answers.read("""
                {"status":"success","data":{"resultType":"scalar","result":[1,"many"]}}"""))
                .hasMessageContaining("not a number from Prometheus: many");
    }
}
