package io.crealia.timedtext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class PlainTextTest {
    @Test
    void of_markup_isTakenOut() {
        assertThat(PlainText.of("<b>a</b> <<i>script>b</script> <img src=x\nonerror=y>c <svg/onload=z d"))
                .isEqualTo("a b c svg/onload=z d");
        assertThat(PlainText.of("a < b > c <3")).isEqualTo("a < b > c <3");
    }

    @Test
    void of_controls_areTakenOut() {
        assertThat(PlainText.of("a\u0000\u0007b\u202E\u2066c\uFEFF\u0085d\u00A0 \u2028e\uD800f")).isEqualTo("abc d ef");
    }

    @Test
    void of_anything_isStableAndWithoutTags() {
        var random = new Random(1);
        var parts = List.of("<", ">", "b", "/", "!", "<b>", " ", "script", "\u202E", "\u0000", "&lt;", "?", "\uD83D");
        for (int i = 0; i < 20_000; i++) {
            var text = new StringBuilder();
            for (int k = random.nextInt(10); k >= 0; k--) {
                text.append(parts.get(random.nextInt(parts.size())));
            }
            var clean = PlainText.of(text.toString());
            assertThat(clean).doesNotContainPattern("<[A-Za-z/!?]");
            assertThat(PlainText.of(clean)).isEqualTo(clean);
        }
    }

    @Test
    void cue_withoutTextOrTime_isRefused() {
        assertThatThrownBy(() -> new Cue(0, 1, List.of("<b>"))).hasMessageContaining("a line of text");
        assertThatThrownBy(() -> new Cue(1, 1, List.of("a"))).hasMessageContaining("after it starts");
    }
}
