package io.crealia.security.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.crealia.assets.domain.ChildName;
import io.crealia.assets.domain.Cursor;
import io.crealia.assets.domain.DamagedFileException;
import io.crealia.assets.domain.LanguageTag;
import io.crealia.assets.domain.PlaybackTokens;
import io.crealia.assets.domain.Playlist;
import io.crealia.contracts.TenantId;
import io.crealia.timedtext.Cue;
import io.crealia.timedtext.PlainText;
import io.crealia.timedtext.SubRip;
import io.crealia.timedtext.TimedTextException;
import io.crealia.timedtext.WebVtt;
import io.crealia.transcoding.domain.HlsMaster;
import io.crealia.transcoding.domain.HlsMediaPlaylist;
import io.crealia.uploads.domain.FileName;
import io.crealia.uploads.domain.IncomingKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** What is read as text: names, keys, cursors, tokens, captions, playlists. */
class TextsFuzzTest {
    private static final TenantId TENANT = new TenantId("acme");
    private static final PlaybackTokens TOKENS = new PlaybackTokens(() -> new byte[PlaybackTokens.MIN_KEY_BYTES]);
    private static final String MARKUP = "<[A-Za-z/!?]";

    @FuzzTest
    void fileName_anyText_isShownOrRefused(byte[] data) {
        try {
            var name = new FileName(text(data));
            assertThat(name.value()).hasSizeBetween(1, FileName.MAX_LENGTH).doesNotContainPattern("\\p{Cntrl}");
            assertThat(name).hasToString("***");
        } catch (IllegalArgumentException refused) {
            assertThat(refused).hasMessageContaining("expected a file name");
        }
    }

    @FuzzTest
    void incomingKey_anyText_isOursOrNone(byte[] data) {
        IncomingKey.parse(text(data)).ifPresent(
                key -> assertThat(key.tenant().value() + "/" + key.upload().value() + "/source").isEqualTo(text(data)));
    }

    @FuzzTest
    void cursor_anyText_isOneOfOursOrNone(byte[] data) {
        Cursor.read(TENANT, Optional.empty(), text(data))
                .ifPresent(last -> assertThat(Cursor.after(TENANT, Optional.empty(), last)).isEqualTo(text(data)));
    }

    @FuzzTest
    void playbackToken_anyText_isOneOfOursOrNone(byte[] data) {
        TOKENS.verify(text(data), Instant.EPOCH)
                .ifPresent(grant -> assertThat(TOKENS.issue(grant)).isEqualTo(text(data)));
    }

    @FuzzTest
    void languageTag_anyText_hasOneSpelling(byte[] data) {
        LanguageTag.read(text(data)).ifPresent(tag -> {
            assertThat(tag.value()).matches("[A-Za-z0-9-]{2,35}").isEqualToIgnoringCase(text(data));
            assertThat(LanguageTag.read(tag.value())).contains(tag);
            assertThat(tag.displayName()).doesNotContain("\"");
        });
    }

    @FuzzTest
    void childName_anyText_cannotLeaveItsFolder(byte[] data) {
        if (ChildName.is(text(data))) {
            assertThat(text(data)).doesNotContain("/", "\\", "..", "%", "?", "#", "\n", "\"");
        }
    }

    @FuzzTest
    void plainText_anyText_hasNoMarkup(byte[] data) {
        var plain = PlainText.of(text(data));

        assertThat(plain).doesNotContainPattern(MARKUP).doesNotContainPattern("[\\p{Cntrl}\\u202a-\\u202e]");
        assertThat(PlainText.of(plain)).isEqualTo(plain);
    }

    @FuzzTest
    void webVtt_anyText_isReadTheSameWhenWrittenAgain(byte[] data) {
        captions(data, WebVtt::parse, WebVtt::write);
    }

    @FuzzTest
    void subRip_anyText_isReadTheSameWhenWrittenAgain(byte[] data) {
        captions(data, SubRip::parse, SubRip::write);
    }

    private static void captions(byte[] data, Function<String, List<Cue>> parse, Function<List<Cue>, String> write) {
        List<Cue> cues;
        try {
            cues = parse.apply(text(data));
        } catch (TimedTextException refused) {
            assertThat(refused.line()).isPositive();
            return;
        }
        var written = write.apply(cues);
        assertThat(written).doesNotContainPattern(MARKUP);
        if (!cues.isEmpty()) {
            assertThat(parse.apply(written)).isEqualTo(cues);
        }
    }

    @FuzzTest
    void playlist_anyText_leadsNowhereElse(byte[] data) {
        UnaryOperator<String> address = name -> "/c/" + name;
        try {
            var playlist = Playlist.parse(text(data));
            assertThat(playlist.rewritten(address).lines()).allSatisfy(line -> assertThat(line)
                    .matches(each -> each.isBlank() || each.startsWith("#") || each.startsWith("/c/"))
                    .doesNotMatch("#EXT-X-.*UR[IL]=\"(?!/c/).*"));
            assertThat(playlist.duration()).isNotNull();
        } catch (DamagedFileException damaged) {
            assertThat(damaged).hasMessageNotContaining("\n");
        }
    }

    @FuzzTest
    void hls_anyText_isAPlaylistOrNone(byte[] data) {
        try {
            HlsMaster.parse(text(data)).variants()
                    .forEach(variant -> assertThat(variant.uri()).isNotBlank());
        } catch (IllegalArgumentException refused) {
            assertThat(refused.getMessage()).isNotBlank();
        }
        try {
            assertThat(HlsMediaPlaylist.parse(text(data)).seconds()).isNotNegative();
        } catch (IllegalArgumentException refused) {
            assertThat(refused.getMessage()).isNotBlank();
        }
    }

    private static String text(byte[] data) {
        return new String(data, UTF_8);
    }
}
