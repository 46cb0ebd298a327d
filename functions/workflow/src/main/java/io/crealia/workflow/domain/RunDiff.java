package io.crealia.workflow.domain;

import io.crealia.contracts.Fact.StepReport;
import io.crealia.contracts.SourceObject;
import io.crealia.contracts.Step;
import io.crealia.workflow.domain.RunEvidence.FileMark;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * How two runs over the same asset differ: what they were given, how each step went, what it left and cost. Pure: the same
 * two runs give the same answer, and of a run with itself nothing differs.
 *
 * @param differences of the runs as wholes
 * @param steps every step that one of them has, in their order
 */
public record RunDiff(Run run, Run against, List<Difference> differences, List<StepDiff> steps) {
    /** @param what a member such as {@code template} or {@code duration_ms}; a side without a value is empty */
    public record Difference(String what, Optional<String> run, Optional<String> against) {}

    /** @param mark of the file in each run; a side that has no such file is empty */
    public record FileDiff(String name, Optional<FileMark> run, Optional<FileMark> against) {}

    /**
     * @param takenOver whether both have the very same result: one run took it over from the other
     * @param sameFiles how many files are equal in both
     * @param complete whether every file was looked at
     */
    public record StepDiff(Step step, boolean takenOver, List<Difference> differences, List<FileDiff> files,
            int sameFiles, boolean complete) {
        public boolean same() {
            return differences.isEmpty() && files.isEmpty();
        }
    }

    public boolean same() {
        return differences.isEmpty() && steps.stream().allMatch(StepDiff::same);
    }

    public static RunDiff of(Run run, RunEvidence evidence, Run against, RunEvidence other) {
        var steps = EnumSet.noneOf(Step.class);
        steps.addAll(run.steps().keySet());
        steps.addAll(against.steps().keySet());
        return new RunDiff(run, against, wholes(run, against),
                steps.stream().map(step -> step(step, new Side(run, evidence), new Side(against, other))).toList());
    }

    private static List<Difference> wholes(Run run, Run against) {
        var list = new ArrayList<Difference>();
        compare(list, "state", run, against, one -> Optional.of(one.state().wireName()));
        compare(list, "reason", run, against, one -> one.state().reason().map(reason -> reason.code()));
        compare(list, "template", run, against, one -> Optional.of(one.order().template()));
        compare(list, "preset", run, against, one -> Optional.of(one.order().parameters().preset()));
        compare(list, "language", run, against, one -> one.order().parameters().language());
        compare(list, "script", run, against, one -> one.order().parameters().scriptKey().map(_ -> "given"));
        compare(list, "source_etag", run, against, one -> one.order().source().map(SourceObject::etag));
        compare(list, "source_bytes", run, against,
                one -> one.order().source().map(source -> Long.toString(source.sizeBytes())));
        compare(list, "duration_ms", run, against, one -> one.endedAt()
                .map(end -> Long.toString(Duration.between(one.createdAt(), end).toMillis())));
        return List.copyOf(list);
    }

    private record Side(Run run, RunEvidence evidence) {
        Optional<StepReport> report(Step step) {
            return Announcement.reports(run).stream().filter(report -> report.step() == step).findFirst();
        }

        Optional<String> result(Step step) {
            return Optional.ofNullable(run.steps().get(step)).flatMap(StepState::result);
        }

        /** Digest of what the step had to work with: source, parameters, and the files of the steps before it. */
        Optional<String> inputs(Step step) {
            if (report(step).filter(report -> report.startedAt().isPresent()).isEmpty()) {
                return Optional.empty();
            }
            var parameters = run.order().parameters();
            var text = new StringBuilder().append(run.order().source().map(SourceObject::etag)).append('\n')
                    .append(parameters.template()).append('\n').append(parameters.preset()).append('\n')
                    .append(parameters.language()).append('\n').append(parameters.scriptKey().isPresent());
            for (var earlier : EnumSet.range(Step.values()[0], step)) {
                if (earlier != step) {
                    evidence.filesOf(earlier).byName()
                            .forEach((name, mark) -> text.append('\n').append(earlier).append('/').append(name)
                                    .append(' ').append(mark));
                }
            }
            return Optional.of(hex(text.toString()));
        }
    }

    private static StepDiff step(Step step, Side run, Side against) {
        var list = new ArrayList<Difference>();
        compare(list, "state", run, against, one -> one.report(step).map(StepReport::state));
        compare(list, "attempt", run, against,
                one -> one.report(step).map(report -> Integer.toString(report.attempt())));
        compare(list, "reason", run, against, one -> one.report(step).flatMap(StepReport::reason));
        compare(list, "inputs_sha256", run, against, one -> one.inputs(step));
        compare(list, "duration_ms", run, against, one -> one.report(step).flatMap(RunDiff::took));
        compare(list, "estimate_micros", run, against, one -> amount(one.evidence().estimateMicros(), step));
        compare(list, "actual_micros", run, against, one -> amount(one.evidence().actualMicros(), step));
        var ours = run.evidence().filesOf(step);
        var theirs = against.evidence().filesOf(step);
        var names = new TreeSet<>(ours.byName().keySet());
        names.addAll(theirs.byName().keySet());
        var files = names.stream()
                .filter(name -> !Objects.equals(ours.byName().get(name), theirs.byName().get(name)))
                .map(name -> new FileDiff(name, Optional.ofNullable(ours.byName().get(name)),
                        Optional.ofNullable(theirs.byName().get(name))))
                .toList();
        var takenOver = run.result(step).isPresent() && run.result(step).equals(against.result(step))
                && !run.run().id().equals(against.run().id());
        return new StepDiff(step, takenOver, List.copyOf(list), files, names.size() - files.size(),
                ours.complete() && theirs.complete());
    }

    private static <T> void compare(List<Difference> list, String what, T run, T against,
            Function<T, Optional<String>> value) {
        var one = value.apply(run);
        var other = value.apply(against);
        if (!one.equals(other)) {
            list.add(new Difference(what, one, other));
        }
    }

    private static Optional<String> took(StepReport report) {
        return report.startedAt().flatMap(start -> report.endedAt()
                .map(end -> Long.toString(Duration.between(start, end).toMillis())));
    }

    private static Optional<String> amount(Map<Step, Long> amounts, Step step) {
        return Optional.ofNullable(amounts.get(step)).map(String::valueOf);
    }

    private static String hex(String text) {
        try {
            return HexFormat.of().formatHex(
                    MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
