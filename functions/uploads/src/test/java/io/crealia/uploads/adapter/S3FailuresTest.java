package io.crealia.uploads.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crealia.platform.error.DependencyException;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.s3.model.S3Exception;

class S3FailuresTest {
    private static S3Exception answer(int status, AwsErrorDetails details) {
        return (S3Exception) S3Exception.builder().statusCode(status).awsErrorDetails(details).message("no").build();
    }

    private static boolean gone(S3Exception answer) {
        return S3Failures.unlessGone("head a/b", () -> {
            throw answer;
        }).isEmpty();
    }

    /** Found by running the bucket's contract on moto, whose 500 is a page without a code. */
    @Test
    void unlessGone_answerWithoutCode_isADependencyFailureOrGoneByItsStatus() {
        var nothing = AwsErrorDetails.builder().build();

        assertThatThrownBy(() -> gone(answer(500, nothing))).isInstanceOf(DependencyException.class)
                .hasMessageContaining("head a/b");
        assertThatThrownBy(() -> gone(answer(503, null))).isInstanceOf(DependencyException.class);
        assertThat(gone(answer(404, nothing))).isTrue();
        assertThat(gone(answer(412, null))).isTrue();
    }

    @Test
    void unlessGone_missingBucket_isADependencyFailure() {
        assertThatThrownBy(() -> gone(answer(404, AwsErrorDetails.builder().errorCode("NoSuchBucket").build())))
                .isInstanceOf(DependencyException.class);
    }
}
