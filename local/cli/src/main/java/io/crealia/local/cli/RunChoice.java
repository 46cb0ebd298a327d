package io.crealia.local.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What a person may choose of the run that follows an upload; what is not given is the server's to choose. */
public final class RunChoice {
    @Option(names = "--template", paramLabel = "NAME", description = "stream, or auto-reels for highlights and vertical reels too")
    private String template;

    @Option(names = "--preset", paramLabel = "NAME", description = "What makes a highlight: educational, storytelling or promotional")
    private String preset;

    @Option(names = "--language", paramLabel = "TAG", description = "What is spoken, for example en")
    private String language;

    @Option(names = "--script", paramLabel = "FILE", description = "A text file with what is spoken; it becomes the captions")
    private Path script;

    private String scriptText;

    public RunChoice() {}

    /** @param script what is spoken */
    public static RunChoice of(String template, String preset, String language, Optional<String> script) {
        var choice = new RunChoice();
        choice.template = template;
        choice.preset = preset;
        choice.language = language;
        choice.scriptText = script.orElse(null);
        return choice;
    }

    /**
     * Adds the choice to the start of an upload.
     *
     * @throws IllegalArgumentException if the script's file cannot be read as text
     */
    void write(ObjectNode start) throws IOException {
        put(start, "template", template);
        put(start, "preset", preset);
        put(start, "language", language);
        put(start, "script", text());
    }

    private String text() throws IOException {
        if (script == null) {
            return scriptText;
        }
        if (!Files.isRegularFile(script)) {
            throw new IllegalArgumentException("--script: " + script + ": there is no such file");
        }
        try {
            return Files.readString(script);
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("--script: " + script + ": expected a text in UTF-8", e);
        }
    }

    private static void put(ObjectNode json, String name, String value) {
        if (value != null) {
            json.put(name, value);
        }
    }
}
