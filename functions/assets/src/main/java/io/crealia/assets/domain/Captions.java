package io.crealia.assets.domain;

import com.fasterxml.jackson.databind.JsonNode;
import io.crealia.contracts.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The captions of an asset: what persons gave, and in other languages what the captions step made. Where a person gave
 * captions the machine's are not shown, whatever later runs make.
 */
public final class Captions {
    private Captions() {}

    public static List<CaptionTrack> of(Asset asset) {
        var tracks = new ArrayList<>(asset.edits().captions());
        machine(asset).filter(track -> asset.edits().captions(track.language()).isEmpty()).ifPresent(tracks::add);
        return List.copyOf(tracks);
    }

    public static Optional<CaptionTrack> find(Asset asset, LanguageTag language) {
        return of(asset).stream().filter(track -> track.language().equals(language)).findFirst();
    }

    /**
     * The person's captions that later runs take as what is spoken: those in the language that the machine heard, else
     * the first that were given, because translations come later.
     */
    public static Optional<CaptionTrack> spoken(Asset asset) {
        var heard = machine(asset).map(CaptionTrack::language);
        return heard.flatMap(asset.edits()::captions).or(() -> asset.edits().captions().stream().findFirst());
    }

    // The step also answers with a person's captions; those are in the edits, or were deleted from them.
    private static Optional<CaptionTrack> machine(Asset asset) {
        return Optional.ofNullable(asset.shown().results().get(Step.CAPTIONS)).map(StepResult::document)
                .flatMap(document -> track(asset, document));
    }

    private static Optional<CaptionTrack> track(Asset asset, JsonNode document) {
        var origin = switch (document.path("origin").asText()) {
            case "script" -> CaptionTrack.Origin.SCRIPT;
            case "recognised" -> CaptionTrack.Origin.RECOGNISED;
            default -> null;
        };
        var language = LanguageTag.read(document.path("language").asText());
        var words = key(asset, document, "words_key");
        var vtt = key(asset, document, "vtt_key");
        var srt = key(asset, document, "srt_key");
        if (origin == null || language.isEmpty() || words.isEmpty() || vtt.isEmpty() || srt.isEmpty()) {
            return Optional.empty();
        }
        // Whatever does not say that it is published waits for a person.
        var state = document.path("state").asText().equals("published")
                ? CaptionTrack.State.PUBLISHED
                : CaptionTrack.State.NEEDS_REVIEW;
        var track = new CaptionTrack(language.get(), origin, state, 0, words.get(), vtt.get(), srt.get(),
                Optional.empty());
        return Optional.of(asset.edits().approves(track) ? track.approved() : track);
    }

    // Result documents are ours, but a key in one decides what is served: it must lie in the asset's folder.
    private static Optional<String> key(Asset asset, JsonNode document, String field) {
        return Optional.ofNullable(document.path(field).textValue())
                .filter(key -> key.startsWith(asset.tenant() + "/" + asset.id() + "/"));
    }
}
