package io.crealia.architecture.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What AWS's own tools say of the template, where they are installed. */
class TemplateToolsTest {
    private static final long PATIENCE_SECONDS = 240;
    /** Reads JSON, since the translator's own reader of YAML is another package; prints how many resources it makes. */
    private static final String TRANSLATE = """
            import json, sys
            import boto3
            from samtranslator.parser.parser import Parser
            from samtranslator.translator.translator import Translator
            template = json.load(open(sys.argv[1]))
            for resource in template["Resources"].values():
                if resource["Type"] == "AWS::Serverless::Function":
                    resource["Properties"]["CodeUri"] = "s3://bucket/key.zip"
            values = {name: each.get("Default", "x") for name, each in template["Parameters"].items()}
            session = boto3.Session(region_name="eu-central-1")
            print(len(Translator({}, Parser(), boto_session=session).translate(template, values)["Resources"]))
            """;

    @TempDir
    private Path folder;

    private record Outcome(int exit, String output) {}

    @Test
    void cfnLint_findsNothing() throws Exception {
        assumeTrue(works("cfn-lint", "--version"),
                "cfn-lint is not installed: pip install cfn-lint adds its check of the template");

        var outcome = run("cfn-lint", TemplateRulesTest.FILE.toString());

        assertThat(outcome.output()).isEmpty();
        assertThat(outcome.exit()).isZero();
    }

    @Test
    void samTranslator_makesAsManyResourcesAsWeCount() throws Exception {
        assumeTrue(works("python3", "-c", "import samtranslator, boto3"),
                "SAM's translator is not installed: pip install aws-sam-translator adds its count of resources");
        var template = TemplateTree.read(TemplateRulesTest.FILE);
        var file = Files.writeString(folder.resolve("template.json"), template.root().toString());

        var outcome = run("python3", "-c", TRANSLATE, file.toString());

        assertThat(outcome.exit()).as(outcome.output()).isZero();
        assertThat(outcome.output().strip().lines().toList().getLast())
                .isEqualTo(Integer.toString(ExpandedResources.count(template)));
    }

    /** Whether a command is there at all, and ends well. */
    private boolean works(String... command) throws InterruptedException {
        try {
            return run(command).exit() == 0;
        } catch (IOException _) {
            return false;
        }
    }

    private Outcome run(String... command) throws IOException, InterruptedException {
        var output = folder.resolve("output");
        var process = new ProcessBuilder(List.of(command)).redirectErrorStream(true).redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError(command[0] + " did not end in " + PATIENCE_SECONDS + " s");
        }
        return new Outcome(process.exitValue(), Files.readString(output));
    }
}
