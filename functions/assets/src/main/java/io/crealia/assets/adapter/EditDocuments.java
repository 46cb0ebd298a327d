package io.crealia.assets.adapter;

import io.crealia.assets.domain.CaptionTrack;
import io.crealia.assets.domain.Chapter;
import io.crealia.assets.domain.Edits;
import io.crealia.assets.domain.LanguageTag;
import io.crealia.assets.domain.Overrides;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.bson.Document;

/** What a person decided, inside an asset's document. Absent members are absent fields. */
final class EditDocuments {
    private EditDocuments() {}

    static Document write(Edits edits) {
        var approved = new Document();
        edits.approved().forEach((language, key) -> approved.append(language.value(), key));
        return new Document("overrides", write(edits.overrides()))
                .append("captions", edits.captions().stream().map(EditDocuments::write).toList())
                .append("approved", approved);
    }

    /** @param document absent where nobody decided anything */
    static Edits read(Document document) {
        if (document == null) {
            return Edits.NONE;
        }
        var approved = new HashMap<LanguageTag, String>();
        document.get("approved", Document.class)
                .forEach((language, key) -> approved.put(new LanguageTag(language), (String) key));
        return new Edits(overrides(document.get("overrides", Document.class)),
                document.getList("captions", Document.class).stream().map(EditDocuments::track).toList(), approved);
    }

    private static Document write(Overrides overrides) {
        var document = new Document();
        overrides.title().ifPresent(title -> document.append("title", title));
        overrides.description().ifPresent(description -> document.append("description", description));
        overrides.hashtags().ifPresent(hashtags -> document.append("hashtags", hashtags));
        overrides.chapters().ifPresent(chapters -> document.append("chapters", chapters.stream().map(
                chapter -> new Document("startMs", chapter.startMs()).append("title", chapter.title())).toList()));
        return document;
    }

    private static Overrides overrides(Document document) {
        return new Overrides(Optional.ofNullable(document.getString("title")),
                Optional.ofNullable(document.getString("description")),
                Optional.ofNullable(document.getList("hashtags", String.class)),
                Optional.ofNullable(document.getList("chapters", Document.class)).map(chapters -> chapters.stream()
                        .map(chapter -> new Chapter(chapter.getLong("startMs"), chapter.getString("title")))
                        .toList()));
    }

    private static Document write(CaptionTrack track) {
        var document = new Document("language", track.language().value()).append("origin", track.origin().wireName())
                .append("state", track.state().wireName()).append("version", track.version())
                .append("wordsKey", track.wordsKey()).append("vttKey", track.vttKey())
                .append("srtKey", track.srtKey());
        track.updatedAt().ifPresent(at -> document.append("updatedAt", Date.from(at)));
        return document;
    }

    private static CaptionTrack track(Document document) {
        return new CaptionTrack(new LanguageTag(document.getString("language")),
                CaptionTrack.Origin.valueOf(document.getString("origin").toUpperCase(Locale.ROOT)),
                CaptionTrack.State.valueOf(document.getString("state").toUpperCase(Locale.ROOT)),
                document.getLong("version"), document.getString("wordsKey"), document.getString("vttKey"),
                document.getString("srtKey"), Optional.ofNullable(document.getDate("updatedAt")).map(Date::toInstant));
    }
}
