package io.crealia.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.crealia.platform.error.ErrorCode;
import java.util.Map;
import java.util.TreeMap;

/** The catalogue as the code has it: every static field of the type {@link ErrorCode}. */
final class ErrorCodes {
    private ErrorCodes() {}

    /** By their text. */
    static Map<String, ErrorCode> all() throws ReflectiveOperationException {
        var codes = new TreeMap<String, ErrorCode>();
        var classes = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.crealia");
        for (var type : classes) {
            for (var field : type.getFields()) {
                if (field.getRawType().isEquivalentTo(ErrorCode.class)
                        && field.getModifiers().contains(JavaModifier.STATIC)) {
                    var constant = field.reflect();
                    constant.setAccessible(true);
                    var code = (ErrorCode) constant.get(null);
                    codes.put(code.value(), code);
                }
            }
        }
        assertThat(codes).as("codes in the code").hasSizeGreaterThan(13);
        return codes;
    }
}
