package io.github.structuredlogs.assertj;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.AbstractIterableAssert;
import org.assertj.core.api.AbstractListAssert;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No assertion of the AssertJ on the class path is left to look once, unless it is known to. */
@Tag("compatibility")
class SettlingAssertionsTest {

    /** What looks at no element, what only prepares, and what calls another that settles. */
    private static final Set<String> NEED_NOT_SETTLE = Set.of(
            "actual",
            "as",
            "asInstanceOf",
            "containsOnlyElementsOf",
            "describedAs",
            "descriptionText",
            "doesNotHaveSameClassAs",
            "equals",
            "getWritableAssertionInfo",
            "hasOnlyOneElementSatisfying",
            "hasSameClassAs",
            "hashCode",
            "inBinary",
            "inHexadecimal",
            "isExactlyInstanceOf",
            "isInstanceOf",
            "isInstanceOfAny",
            "isInstanceOfSatisfying",
            "isNotExactlyInstanceOf",
            "isNotInstanceOf",
            "isNotInstanceOfAny",
            "isNotNull",
            "isNotOfAnyClassIn",
            "isNotSameAs",
            "isNull",
            "isOfAnyClassIn",
            "isSameAs",
            "isUnmodifiable",
            "overridingErrorMessage",
            "satisfiesOnlyOnce",
            "usingComparator",
            "usingComparatorForElementFieldsWithNames",
            "usingComparatorForElementFieldsWithType",
            "usingComparatorForType",
            "usingDefaultComparator",
            "usingDefaultElementComparator",
            "usingElementComparator",
            "usingElementComparatorIgnoringFields",
            "usingElementComparatorOnFields",
            "usingEquals",
            "usingFieldByFieldElementComparator",
            "usingRecursiveFieldByFieldElementComparator",
            "usingRecursiveFieldByFieldElementComparatorIgnoringFields",
            "usingRecursiveFieldByFieldElementComparatorOnFields",
            "withFailMessage",
            "withRepresentation",
            "withThreadDumpOnError");

    /** What the documentation says looks once. */
    private static final Set<String> LOOK_ONCE = Set.of(
            "asList",
            "asString",
            "doesNotHaveSameHashCodeAs",
            "doesNotHaveToString",
            "hasSameHashCodeAs",
            "hasToString",
            "isIn",
            "isNotIn",
            "size",
            "usingRecursiveAssertion",
            "usingRecursiveComparison");

    private static final List<Class<?>> OF_ASSERTJ =
            List.of(AbstractAssert.class, AbstractIterableAssert.class, AbstractListAssert.class);

    @ParameterizedTest
    @ValueSource(classes = {CapturedLogsAssert.class, ExtractedValuesAssert.class})
    void everyAssertionSettles(Class<?> assertion) {
        Set<String> unknown = new TreeSet<>();
        for (Method method : assertion.getMethods()) {
            if (OF_ASSERTJ.contains(method.getDeclaringClass())
                    && !Modifier.isFinal(method.getModifiers())
                    && !Modifier.isStatic(method.getModifiers())
                    && !method.isBridge()
                    && !NEED_NOT_SETTLE.contains(method.getName())
                    && !LOOK_ONCE.contains(method.getName())) {
                unknown.add(method.getName() + Arrays.toString(method.getParameterTypes()));
            }
        }
        assertThat(unknown).isEmpty();
    }

    /** A variable number of arguments goes to one of these, which soft assertions can intercept. */
    @Test
    void whatAFinalMethodCallsSettles() {
        Set<String> unknown = new TreeSet<>();
        for (Class<?> type : OF_ASSERTJ) {
            for (Method method : type.getDeclaredMethods()) {
                if (method.getName().endsWith("ForProxy")
                        && !method.isBridge()
                        && !method.getName().equals("newAbstractIterableAssertForProxy")
                        && !isDeclared(method)) {
                    unknown.add(method.getName());
                }
            }
        }
        assertThat(unknown).isEmpty();
    }

    private static boolean isDeclared(Method method) {
        for (Class<?> type : List.of(AbstractSettlingListAssert.class, AbstractExtractingListAssert.class)) {
            for (Method each : type.getDeclaredMethods()) {
                if (each.getName().equals(method.getName())
                        && Arrays.equals(each.getParameterTypes(), method.getParameterTypes())) {
                    return true;
                }
            }
        }
        return false;
    }
}
