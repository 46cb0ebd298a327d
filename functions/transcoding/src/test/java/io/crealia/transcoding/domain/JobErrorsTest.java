package io.crealia.transcoding.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.contracts.FailureKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JobErrorsTest {
    @ParameterizedTest
    @ValueSource(ints = {1010, 1020, 1021, 1030, 1075, 1076, 1092})
    void classify_badInput_isRejected(int code) {
        assertThat(classify(code, 1)).isEqualTo(FailureKind.REJECT);
    }

    @ParameterizedTest
    @ValueSource(ints = {1040, 1041, 1042, 1060, 1080, 1401, 1404, 1432, 1433, 1434, 1515})
    void classify_ourSettingsOrPermissions_isPermanent(int code) {
        assertThat(classify(code, 1)).isEqualTo(FailureKind.PERMANENT);
    }

    @ParameterizedTest
    @ValueSource(ints = {1056, 1550, 1999, 3408, 3450, 3451, 3999})
    void classify_transient_isRetried(int code) {
        assertThat(classify(code, 3)).isEqualTo(FailureKind.RETRY);
    }

    @Test
    void classify_unknown_isRetriedOnceThenParked() {
        assertThat(classify(4711, 1)).isEqualTo(FailureKind.RETRY);
        assertThat(classify(4711, 2)).isEqualTo(FailureKind.PERMANENT);
    }

    @Test
    void classify_longMessage_isCut() {
        assertThat(JobErrors.classify(1010, "x".repeat(2000), 1).detail()).hasSize(500).endsWith("…");
    }

    private static FailureKind classify(int code, int attempt) {
        return JobErrors.classify(code, "message", attempt).kind();
    }
}
