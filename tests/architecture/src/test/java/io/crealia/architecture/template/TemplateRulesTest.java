package io.crealia.architecture.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The template keeps every rule. That each rule can be broken, {@link SeededTemplateFaultsTest} shows. */
class TemplateRulesTest {
    static final Path FILE = Path.of(System.getProperty("crealia.root"), "template.yaml");

    @Test
    void template_keepsEveryRule() {
        assertThat(TemplateRules.findings(TemplateTree.read(FILE))).isEmpty();
    }

    @Test
    void rules_haveNamesOfTheirOwn_andSayWhatTheyWant() {
        assertThat(TemplateRules.ALL).hasSizeGreaterThanOrEqualTo(50).extracting(Rule::name).doesNotHaveDuplicates()
                .allSatisfy(name -> assertThat(name).matches("[a-z]+(-[a-z]+)*"));
        assertThat(TemplateRules.ALL).allSatisfy(rule -> assertThat(rule.says()).hasSizeGreaterThan(20));
    }
}
