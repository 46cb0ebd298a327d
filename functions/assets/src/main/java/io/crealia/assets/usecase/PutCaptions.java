package io.crealia.assets.usecase;

import io.crealia.assets.domain.Asset;
import io.crealia.assets.domain.CaptionTrack;
import io.crealia.assets.domain.Edits;
import io.crealia.assets.domain.LanguageTag;
import io.crealia.assets.port.AssetRepository;
import io.crealia.assets.port.MediaWriter;
import io.crealia.contracts.AssetId;
import io.crealia.contracts.TenantId;
import io.crealia.platform.json.Json;
import io.crealia.timedtext.Cue;
import io.crealia.timedtext.SubRip;
import io.crealia.timedtext.TimedTextException;
import io.crealia.timedtext.Transcript;
import io.crealia.timedtext.TranscriptJson;
import io.crealia.timedtext.WebVtt;
import io.crealia.timedtext.Words;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Gives an asset a person's captions in one language, in place of the machine's or of earlier ones. The files are written
 * first, under a name made of their content, so that whoever reads the track finds them. Safe to repeat.
 */
public final class PutCaptions {
    /** Of a file as it is written: escapes make it larger than what was sent. Its readers take as much. */
    public static final int MAX_FILE_BYTES = 2_000_000;

    /**
     * @param person keyed reference to who gives them, for the log
     * @param origin a person's
     */
    public record Command(TenantId tenant, AssetId asset, String person, LanguageTag language,
            CaptionTrack.Origin origin,
            List<Cue> cues) {
        public Command {
            if (!origin.byAPerson()) {
                throw new IllegalArgumentException("expected a person's captions, were " + origin);
            }
        }
    }

    private record Files(String folder, byte[] words, byte[] vtt, byte[] srt) {
        String wordsKey() {
            return folder + "words.json";
        }

        String vttKey() {
            return folder + "captions.vtt";
        }

        String srtKey() {
            return folder + "captions.srt";
        }
    }

    private final AssetRepository assets;
    private final MediaWriter media;
    private final EditAsset edit;
    private final SpokenCaptions spoken;
    private final InstantSource clock;

    public PutCaptions(AssetRepository assets, MediaWriter media, InstantSource clock) {
        this.assets = assets;
        this.media = media;
        this.clock = clock;
        this.edit = new EditAsset(assets, clock);
        this.spoken = new SpokenCaptions(assets, media);
    }

    /**
     * @param expected what the asset must be at the moment of the change
     * @throws TimedTextException if there is no cue, too many words, a word that is too long, or more than
     *             {@link #MAX_FILE_BYTES}
     */
    public EditAsset.Result execute(Command command, Predicate<Asset> expected) {
        var files = files(command);
        var found = assets.find(command.tenant(), command.asset()).filter(asset -> !asset.gone());
        if (found.isEmpty()) {
            return new EditAsset.Result.Unknown();
        }
        if (!expected.test(found.get())) {
            return new EditAsset.Result.Unexpected();
        }
        media.write(files.wordsKey(), files.words(), "application/json");
        media.write(files.vttKey(), files.vtt(), "text/vtt");
        media.write(files.srtKey(), files.srt(), "application/x-subrip");
        var result = edit.execute(command.tenant(), command.asset(), command.person(), expected,
                asset -> after(asset.edits(), command, files));
        if (result instanceof EditAsset.Result.Done) {
            spoken.tell(command.tenant(), command.asset());
        }
        return result;
    }

    private Edits after(Edits edits, Command command, Files files) {
        var before = edits.captions(command.language());
        if (before.filter(track -> track.wordsKey().equals(files.wordsKey())).isPresent()) {
            return edits;
        }
        return edits.with(new CaptionTrack(command.language(), command.origin(), CaptionTrack.State.PUBLISHED,
                before.map(CaptionTrack::version).orElse(0L) + 1, files.wordsKey(), files.vttKey(), files.srtKey(),
                Optional.of(clock.instant().truncatedTo(ChronoUnit.MILLIS))));
    }

    private static Files files(Command command) {
        if (command.cues().isEmpty()) {
            throw new TimedTextException(0, "at least one cue with text");
        }
        var transcript = new Transcript(command.language().value(), Transcript.UPLOADED,
                Words.ofCues(command.cues()));
        var words = TranscriptJson.write(transcript);
        // What could not be read again is refused now.
        TranscriptJson.read(words);
        var vtt = WebVtt.write(command.cues()).getBytes(StandardCharsets.UTF_8);
        var srt = SubRip.write(command.cues()).getBytes(StandardCharsets.UTF_8);
        if (Math.max(vtt.length, srt.length) > MAX_FILE_BYTES) {
            throw new TimedTextException(0, "at most " + MAX_FILE_BYTES + " bytes of captions");
        }
        var folder = command.tenant() + "/" + command.asset() + "/inputs/captions/" + command.language() + "/"
                + sha256(vtt) + "/";
        return new Files(folder, Json.bytes(words), vtt, srt);
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
