package io.crealia.uploads.usecase;

import io.crealia.uploads.domain.Rejection;
import io.crealia.uploads.domain.UploadSession;
import io.crealia.uploads.domain.sniff.MediaFormat;
import io.crealia.uploads.domain.sniff.MediaSniffer;
import io.crealia.uploads.domain.sniff.Sniffed;
import io.crealia.uploads.port.IncomingObjects;
import io.crealia.uploads.port.IncomingObjects.Found;

/** Looks at an object in quarantine: is it what was announced, and is it media? */
final class InspectObject {
    private final IncomingObjects objects;

    InspectObject(IncomingObjects objects) {
        this.objects = objects;
    }

    sealed interface Verdict {
        record Good(MediaFormat format) implements Verdict {}

        record Bad(Rejection reason) implements Verdict {}

        /** It is no longer the object that was found. */
        record Changed() implements Verdict {}
    }

    Verdict execute(UploadSession session, Found found) {
        if (found.sizeBytes() == 0) {
            return new Verdict.Bad(Rejection.empty());
        }
        if (found.sizeBytes() != session.sizeBytes()) {
            return new Verdict.Bad(Rejection.sizeMismatch(session.sizeBytes(), found.sizeBytes()));
        }
        if (found.checksum().isPresent() && session.checksum().isPresent()
                && !found.checksum().equals(session.checksum())) {
            return new Verdict.Bad(Rejection.checksumMismatch());
        }
        var head = objects.firstBytes(session.incomingKey(), found.etag(), MediaSniffer.WINDOW_BYTES);
        if (head.isEmpty()) {
            return new Verdict.Changed();
        }
        return switch (MediaSniffer.sniff(head.get(), found.sizeBytes())) {
            case Sniffed.Media(var format) -> new Verdict.Good(format);
            case Sniffed.Other(var looksLike) -> new Verdict.Bad(Rejection.notMedia(looksLike));
        };
    }
}
