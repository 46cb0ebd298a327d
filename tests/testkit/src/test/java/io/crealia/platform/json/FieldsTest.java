package io.crealia.platform.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crealia.platform.error.ErrorCode;
import io.crealia.platform.error.Problem;
import io.crealia.platform.error.Problem.Violation;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FieldsTest {
    private static List<Violation> violations(String json, Consumer<Fields> reader) {
        var fields = Fields.of(Json.parse(json));
        reader.accept(fields);
        return Assertions.catchThrowableOfType(Problem.class, fields::check).violations();
    }

    @Test
    void check_rightFields_givesTheirValues() {
        var fields = Fields
                .of(Json.parse("{\"t\":\"héllo\",\"n\":7,\"m\":\"ab\",\"l\":[{\"n\":1},{\"n\":2}],\"z\":null}"));

        assertThat(fields.text("t", 1, 5)).isEqualTo("héllo");
        assertThat(fields.number("n", 7, 7)).isEqualTo(7);
        assertThat(fields.matching("m", Pattern.compile("[a-z]+"), "letters")).isEqualTo("ab");
        assertThat(fields.objects("l", 1, 2, item -> item.number("n", 0, 9))).containsExactly(1L, 2L);
        assertThat(fields.optionalText("z", 1, 1)).isEmpty();
        assertThat(fields.optionalNumber("absent", 1, 1)).isEmpty();
        assertThat(fields.optionalMatching("absent2", Pattern.compile("x"), "x")).isEmpty();
        fields.check();
    }

    @Test
    void check_everyFault_isReportedOnceWithItsPointer() {
        var found = violations("{\"t\":5,\"n\":11,\"m\":\"A\",\"l\":[{\"n\":\"x\"},7,{\"n\":1,\"o\":1}],\"u\":1}",
                fields -> {
                    fields.text("t", 1, 5);
                    fields.number("n", 1, 10);
                    fields.matching("m", Pattern.compile("[a-z]+"), "letters");
                    fields.number("missing", 1, 2);
                    fields.objects("l", 1, 5, item -> item.number("n", 0, 9));
                    fields.fault("own", "format", "something else");
                });

        assertThat(found).extracting(v -> v.pointer() + " " + v.code()).containsExactlyInAnyOrder("/t type", "/n range",
                "/m format", "/missing required", "/l/0/n type", "/l/1 type", "/l/1/n required", "/l/2/o unknown",
                "/own format", "/u unknown");
        assertThat(found).allSatisfy(violation -> assertThat(violation.expected()).isNotBlank());
    }

    @Test
    void optionalLines_lineBreaksAndTabs_areTextOtherControlsAreNot() {
        var fields = Fields.of(Json.parse("{\"a\":\"One.\\r\\n\\tTwo.\"}"));
        assertThat(fields.optionalLines("a", 1, 20)).contains("One.\r\n\tTwo.");
        fields.check();

        for (var wrong : new String[]{"\"a\\u0000\"", "\"\\u001b[1m\"", "\" \\n\"", "\"\"", "\"a\\uD800\"",
                "\"123456\""}) {
            assertThat(violations("{\"a\":" + wrong + "}", f -> f.optionalLines("a", 1, 5))).as(wrong)
                    .extracting(v -> v.pointer() + " " + v.code()).containsExactly("/a format");
        }
    }

    @Test
    void check_problem_isInvalid() {
        assertThatThrownBy(() -> Fields.of(Json.parse("{\"x\":1}")).check())
                .isInstanceOfSatisfying(Problem.class,
                        problem -> assertThat(problem.code()).isEqualTo(ErrorCode.INVALID));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "1", "\"x\"", "null", "true", ""})
    void check_bodyThatIsNoObject_isReported(String json) {
        assertThat(violations(json, fields -> {})).extracting(Violation::pointer).containsExactly("");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "\"123456\"", "\"a\\nb\"", "\"a\\u0000\"", "\"\\u007f\"", "5", "[]",
            "{\"$gt\":\"\"}"})
    void text_wrong_isReported(String value) {
        assertThat(violations("{\"t\":" + value + "}", fields -> fields.text("t", 1, 5)))
                .extracting(Violation::pointer).containsExactly("/t");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "11", "1.5", "\"5\"", "99999999999999999999", "1e400", "true", "{\"$gt\":1}"})
    void number_wrong_isReported(String value) {
        assertThat(violations("{\"n\":" + value + "}", fields -> fields.number("n", 1, 10)))
                .extracting(Violation::pointer).containsExactly("/n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "[{},{},{}]", "{}", "\"x\""})
    void objects_wrongNumberOrType_isReported(String value) {
        assertThat(violations("{\"l\":" + value + "}", fields -> fields.objects("l", 1, 2, item -> item)))
                .extracting(Violation::pointer).containsExactly("/l");
    }

    @Test
    void matching_partOfTheText_isNotEnough() {
        assertThat(
                violations("{\"m\":\"ab\\n\"}", fields -> fields.matching("m", Pattern.compile("[a-z]+$"), "letters")))
                .hasSize(1);
    }

    /** Whoever sends a hundred thousand faults is not told of all of them, nor told his own names at length. */
    @Test
    void check_veryManyStrangers_boundsTheAnswer() {
        var body = Json.object().put("x".repeat(10_000), 1);
        for (int i = 0; i < 1000; i++) {
            body.put("m" + i, 1);
        }

        var found = violations(Json.text(body), _ -> {});
        assertThat(found).hasSize(50);
        assertThat(found.getFirst().pointer()).hasSize(101);
    }
}
