package io.github.structuredlogs.internal.condition;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.github.structuredlogs.internal.parse.formats.RecordBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a look at the bytes answers is what decoding answers. */
class ByteFilterTest {

    private static final String FORMATS = "io.github.structuredlogs.internal.parse.formats";

    /** The second time some characters, numbers and keys are spelled otherwise. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void noAnswerAboutTheCorpusDiffers(boolean respelled) {
        assertThat(ByteFilterFuzz.run(respelled, 1))
                .describedAs("each kind of condition spares records decoding")
                .containsOnlyKeys("containing", "exception", "field", "message", "value");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void noAnswerAboutMutatedLinesDiffers(long seed) {
        assertThatCode(() -> ByteFilterFuzz.runMutated(seed)).doesNotThrowAnyException();
    }

    /** A format that makes a message, or names a field, by itself must say what becomes of the bytes. */
    @ParameterizedTest
    @CsvSource({"messageText, messageOrigin", "field, namesFieldsAsWritten"})
    void formatsThatBuildSomethingSayHow(String builds, String says) {
        JavaClasses formats = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(FORMATS + ".json", FORMATS + ".text");
        List<JavaClass> building = formats.stream()
                .filter(resideInAPackage(FORMATS + (builds.equals("field") ? ".json" : "..")))
                .filter(JavaClass::isTopLevelClass)
                .filter(each -> each.getMethodCallsFromSelf().stream()
                        .anyMatch(call -> call.getTargetOwner().isEquivalentTo(RecordBuilder.class)
                                && call.getName().equals(builds)))
                .toList();
        assertThat(building)
                .hasSizeGreaterThan(3)
                .allSatisfy(each -> assertThat(each.getMethods())
                        .describedAs(each.getSimpleName() + " calls " + builds)
                        .anyMatch(method -> method.getName().equals(says)));
    }

    @Test
    void aTextThatIsEscapedDifferentlyIsNotLookedFor() {
        assertThat(TextFilter.containing("\"\\\n\ufffd\ud800")).isNull();
        assertThat(FieldFilter.of("a.", null)).isNull();
        assertThat(FieldFilter.of("items[0]", null)).isNull();
        assertThat(WrittenValue.of(Double.NaN)).isNull();
        assertThat(WrittenValue.of("1e500")).isNull();
    }
}
