package io.crealia.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class MainTest {
    @Test
    void noOptions_areTwentyKills() {
        var settings = Main.settings();

        assertThat(settings.kills()).isEqualTo(20);
        assertThat(settings.assets()).isEqualTo(50);
    }

    @Test
    void options_areTaken() {
        var settings = Main.settings("--seed", "7", "--kills", "3", "--assets", "9");

        assertThat(settings.seed()).isEqualTo(7);
        assertThat(settings.kills()).isEqualTo(3);
        assertThat(settings.assets()).isEqualTo(9);
    }

    @Test
    void wrongOptions_areNamed() throws Exception {
        assertThatIllegalArgumentException().isThrownBy(() -> Main.settings("--kills", "0"))
                .withMessage("--kills: expected a number from 1 to 10000, was 0");
        assertThatIllegalArgumentException().isThrownBy(() -> Main.settings("--assets", "many"))
                .withMessage("--assets: expected a whole number, was many");
        assertThatIllegalArgumentException().isThrownBy(() -> Main.settings("--kills"))
                .withMessageContaining("--kills N");
        assertThatIllegalArgumentException().isThrownBy(() -> Main.settings("--kills", "1", "--kills", "2"))
                .withMessageContaining("at most once");
        assertThat(Main.run("--speed", "1")).isEqualTo(2);
    }
}
