package io.crealia.workflow.domain;

import io.crealia.contracts.Step;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a run left beside its document.
 *
 * @param files of each step that has a result
 * @param estimateMicros of each step, in millionths of a US dollar
 * @param actualMicros likewise
 */
public record RunEvidence(Map<Step, Files> files, Map<Step, Long> estimateMicros, Map<Step, Long> actualMicros) {
    public RunEvidence {
        files = new EnumMap<>(files);
        estimateMicros = new EnumMap<>(estimateMicros);
        actualMicros = new EnumMap<>(actualMicros);
    }

    /** @param sha256 absent where the file was too large to be read for a comparison */
    public record FileMark(long sizeBytes, Optional<String> sha256) {}

    /**
     * @param byName every file that was looked at
     * @param complete whether there are no more
     */
    public record Files(SortedMap<String, FileMark> byName, boolean complete) {
        public static final Files NONE = new Files(new TreeMap<>(), true);
    }

    Files filesOf(Step step) {
        return files.getOrDefault(step, Files.NONE);
    }
}
