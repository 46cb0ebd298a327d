package io.crealia.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The rules by which the stub of the AWS CLI answers, and the calls that it got. A later rule wins over earlier ones. */
final class AwsStub {
    private static final String EVER = "*";

    private final Path folder;
    /** Lines of bash, the newest first. */
    private final List<String> rules = new ArrayList<>();

    AwsStub(Path folder) {
        this.folder = folder;
        version("aws-cli/2.27.41 Python/3.13.4 Linux/6.8.0 exe/x86_64.debian.12");
    }

    /** What the CLI is to do when the arguments of a call match a regular expression of bash. */
    final class Rule {
        private final String pattern;
        private String times = EVER;

        private Rule(String pattern) {
            this.pattern = pattern;
        }

        /** For this many calls; then an earlier rule answers. */
        Rule times(int count) {
            times = Integer.toString(count);
            return this;
        }

        void answers(String text) {
            add(pattern, times, 0, "-", 0, text);
        }

        /** @param values as one row of the CLI's text output */
        void answersRow(String... values) {
            answers(String.join("\t", values));
        }

        void fails(String error) {
            add(pattern, times, 254, "-", 0, error);
        }

        /** Writes the text into the file that the last argument names. */
        void writes(String text) {
            add(pattern, times, 0, "last", 0, text);
        }

        /** Copies the template as {@code cloudformation package} would, with nothing replaced in it. */
        void packages() {
            add(pattern, times, 0, "template", 0, "");
        }

        /** Does not come back for this long; {@link AwsStub#isWaiting} says when it has begun. */
        void waits(int seconds) {
            add(pattern, times, 0, "-", seconds, "");
        }
    }

    Rule on(String pattern) {
        return new Rule(pattern);
    }

    void version(String text) {
        write("version", text + "\n");
    }

    /** Lets {@code ./crealia COMMAND} fail. */
    void failCrealia(String command, String error) {
        write("fail-" + command, error + "\n");
    }

    boolean isWaiting() {
        return Files.exists(folder.resolve("waiting"));
    }

    /** Arguments of each call in order, one line each. */
    List<String> calls() {
        return lines("calls");
    }

    List<String> calls(String beginning) {
        return calls().stream().filter(call -> call.startsWith(beginning)).toList();
    }

    List<String> crealiaCalls() {
        return lines("crealia-calls");
    }

    /** Calls that are no mere questions, by what they are called. */
    List<String> changes() {
        return calls().stream().filter(call -> !isQuestion(call)).toList();
    }

    /** Whether the operation's verb is one that only reads. */
    static boolean isQuestion(String call) {
        var words = call.split(" ", 3);
        return words[1].matches("(get|describe|list|head)-.*|validate-template");
    }

    private void add(String pattern, String times, int code, String target, int seconds, String text) {
        var number = rules.size();
        write("text." + number, text);
        rules.addFirst(
                "rule %d '%s' '%s' %d %s %d \"$AWS_STUB/text.%d\"".formatted(number, pattern, times, code, target,
                        seconds, number));
        write("rules", String.join("\n", rules) + "\n");
    }

    private void write(String name, String text) {
        try {
            Files.createDirectories(folder.resolve(name).getParent());
            Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> lines(String name) {
        try {
            return Files.exists(folder.resolve(name)) ? Files.readAllLines(folder.resolve(name)) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
