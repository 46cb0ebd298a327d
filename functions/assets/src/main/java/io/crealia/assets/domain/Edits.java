package io.crealia.assets.domain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What a person decided about an asset.
 *
 * @param overrides of the metadata
 * @param captions that a person gave, at most one in a language, in the order in which the languages were added
 * @param approved by language, the words of the machine that a person has read and published
 * @param policy who may play it
 */
public record Edits(Overrides overrides, List<CaptionTrack> captions, Map<LanguageTag, String> approved,
        PlaybackPolicy policy) {
    public static final Edits NONE = new Edits(Overrides.NONE, List.of(), Map.of());

    public Edits {
        Objects.requireNonNull(overrides, "overrides");
        captions = List.copyOf(captions);
        approved = Map.copyOf(approved);
        Objects.requireNonNull(policy, "policy");
    }

    /** Of an asset that nobody opened to the public. */
    public Edits(Overrides overrides, List<CaptionTrack> captions, Map<LanguageTag, String> approved) {
        this(overrides, captions, approved, PlaybackPolicy.SIGNED);
    }

    public Edits with(Overrides next) {
        return new Edits(next, captions, approved, policy);
    }

    public Edits with(PlaybackPolicy next) {
        return new Edits(overrides, captions, approved, next);
    }

    public Optional<CaptionTrack> captions(LanguageTag language) {
        return captions.stream().filter(track -> track.language().equals(language)).findFirst();
    }

    /** Adds captions, in place of those in the same language. */
    public Edits with(CaptionTrack track) {
        var tracks = new ArrayList<>(captions);
        tracks.replaceAll(old -> old.language().equals(track.language()) ? track : old);
        if (captions(track.language()).isEmpty()) {
            tracks.add(track);
        }
        return new Edits(overrides, tracks, approved, policy);
    }

    public Edits without(LanguageTag language) {
        return new Edits(overrides, captions.stream().filter(track -> !track.language().equals(language)).toList(),
                approved, policy);
    }

    /** Publishes a machine's captions. Other words, of a later run, need another approval. */
    public Edits approving(CaptionTrack track) {
        var all = new HashMap<>(approved);
        all.put(track.language(), track.wordsKey());
        return new Edits(overrides, captions, all, policy);
    }

    /** What is decided otherwise than there: {@code title}, {@code captions.en}, {@code playback_policy} and so on. */
    List<String> differingFrom(Edits other) {
        var names = new ArrayList<>(overrides.differingFrom(other.overrides));
        var languages = new TreeSet<String>();
        captions.stream().filter(track -> !other.captions.contains(track))
                .forEach(track -> languages.add(track.language().value()));
        other.captions.stream().filter(track -> !captions.contains(track))
                .forEach(track -> languages.add(track.language().value()));
        approved.forEach((language, key) -> {
            if (!key.equals(other.approved.get(language))) {
                languages.add(language.value());
            }
        });
        languages.forEach(language -> names.add("captions." + language));
        if (policy != other.policy) {
            names.add("playback_policy");
        }
        return List.copyOf(names);
    }

    boolean approves(CaptionTrack track) {
        return track.wordsKey().equals(approved.get(track.language()));
    }
}
