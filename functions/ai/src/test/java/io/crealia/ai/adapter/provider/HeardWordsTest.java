package io.crealia.ai.adapter.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crealia.platform.json.Json;
import io.crealia.timedtext.Word;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HeardWordsTest {
    private final HeardWords heard = new HeardWords(60_000, 1_000);

    @Test
    void add_wordsOfAPiece_areShiftedAndStayInside() throws CallFault {
        heard.add("one", 0, 400, 1);
        heard.add("two", 350, 1_700, 0.5);
        heard.punctuate(".");
        assertThat(heard.words()).containsExactly(new Word("one", 60_000, 60_400, 1, false),
                new Word("two.", 60_350, 61_000, 0.5, false));
    }

    @Test
    void add_smallStepBack_isHeldAtTheWordBefore() throws CallFault {
        heard.add("one", 500, 600, 1);
        heard.add("two", 450, 480, 1);
        assertThat(heard.words().getLast()).isEqualTo(new Word("two", 60_500, 60_500, 1, false));
    }

    @ParameterizedTest
    @CsvSource({"-1,10", "10,9", "0,2001", "300,400"})
    void add_impossibleTimes_areRefused(long from, long to) throws CallFault {
        heard.add("one", 401, 410, 1);
        assertThatThrownBy(() -> heard.add("two", from, to, 1)).isInstanceOf(CallFault.class);
    }

    @Test
    void add_nothingToRead_isLeftOut() throws CallFault {
        heard.add("\u200B", 0, 1, 1);
        heard.add("<>", 0, 1, 1);
        heard.add("...", 0, 1, 1);
        heard.punctuate(",");
        assertThat(heard.words()).isEmpty();
    }

    @Test
    void ms_anythingButANumber_isNoTime() {
        assertThat(HeardWords.ms(Json.parse("1.2345"))).isEqualTo(1_235);
        assertThat(HeardWords.ms(Json.parse("\"1\""))).isEqualTo(-1);
        assertThat(HeardWords.ms(Json.parse("null"))).isEqualTo(-1);
    }
}
