package io.crealia.operations.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class HtmlTest {
    @Test
    void text_markup_isShownNotRead() {
        var page = new Html().open("a", "href", "\"><script>").text("<b>&amp;'\"</b>").close("a").toString();

        assertThat(page).isEqualTo("<a href=\"&quot;&gt;&lt;script&gt;\">&lt;b&gt;&amp;amp;&#39;&quot;&lt;/b&gt;</a>");
    }
}
