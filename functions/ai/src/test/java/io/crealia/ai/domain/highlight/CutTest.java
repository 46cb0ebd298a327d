package io.crealia.ai.domain.highlight;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CutTest {
    @ParameterizedTest
    @CsvSource({"0,20000,18000,38000,true", "0,20000,17999,37999,false", "0,60000,59000,69000,true",
            "0,60000,58999,68999,false", "0,20000,20000,40000,true", "0,20000,5000,10000,false",
            "0,20000,0,20000,false", "30000,50000,0,20000,true"})
    void apartFrom_tenPercentOfTheShorter_isTheMost(long start, long end, long otherStart, long otherEnd,
            boolean apart) {
        assertThat(new Cut(start, end).apartFrom(new Cut(otherStart, otherEnd))).isEqualTo(apart);
        assertThat(new Cut(otherStart, otherEnd).apartFrom(new Cut(start, end))).isEqualTo(apart);
    }
}
