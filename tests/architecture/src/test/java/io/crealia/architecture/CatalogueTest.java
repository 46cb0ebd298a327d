package io.crealia.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.crealia.platform.error.ErrorCode;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What is documented is what the code has, and the other way round. */
class CatalogueTest {
    private static final Pattern FIRST_CELL = Pattern.compile("(?m)^\\| `([^`]+)` \\|");
    private static final Pattern VARIABLE = Pattern.compile("\"(CREALIA_[A-Z0-9_]+)\"");

    @Test
    void errorCodes_documentedExactly() throws ReflectiveOperationException {
        var documented = Sources.in(Sources.ROOT.resolve("docs/errors.md"), FIRST_CELL);
        assertThat(documented).isEqualTo(codes());
    }

    @Test
    void environmentVariables_documentedExactly() {
        var documented = new TreeSet<>(Sources.in(Sources.ROOT.resolve("docs/configuration.md"), FIRST_CELL));
        documented.removeIf(variable -> !variable.startsWith("CREALIA_"));
        var read = new TreeSet<>(Sources.inJava("functions", VARIABLE));
        read.addAll(Sources.inJava("local", VARIABLE));
        read.addAll(Sources.in(Sources.ROOT.resolve("crealia"), Pattern.compile("\\b(CREALIA_[A-Z_]+)\\b")));
        assertThat(documented).isEqualTo(read);
    }

    private static Set<String> codes() throws ReflectiveOperationException {
        var codes = new TreeSet<String>();
        var classes = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.crealia");
        for (var type : classes) {
            for (var field : type.getFields()) {
                if (field.getRawType().isEquivalentTo(ErrorCode.class)
                        && field.getModifiers().contains(JavaModifier.STATIC)) {
                    var constant = field.reflect();
                    constant.setAccessible(true);
                    codes.add(((ErrorCode) constant.get(null)).value());
                }
            }
        }
        assertThat(codes).as("codes in the code").hasSizeGreaterThan(13);
        return codes;
    }
}
