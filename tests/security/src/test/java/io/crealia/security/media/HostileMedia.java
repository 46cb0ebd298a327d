package io.crealia.security.media;

import io.crealia.security.base.Corpus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** All files of the class: those of the corpus, which are refused at the door, and those that code makes. */
final class HostileMedia {
    private HostileMedia() {}

    /** @param clip a second of picture and sound with its index in front */
    static List<HostileFile> all(Path clip, Canary canary) throws IOException {
        var all = new ArrayList<HostileFile>();
        Corpus.read("media").forEach(input -> all.add(
                new HostileFile(input.id(), canary.filled(input.bytes("content")), HostileFile.Fate.DOOR)));
        all.addAll(new IsoFiles(Files.readAllBytes(clip), canary.http(), canary.file()).all());
        all.addAll(new MatroskaFiles(canary.http(), canary.file()).all());
        all.addAll(new OtherContainers(canary.http(), canary.file()).all());
        return all;
    }
}
