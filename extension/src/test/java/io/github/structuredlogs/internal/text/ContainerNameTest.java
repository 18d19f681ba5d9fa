package io.github.structuredlogs.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a container is called, and which names mean it. */
class ContainerNameTest {

    @ParameterizedTest
    @CsvSource({
        "container,postgres,container (postgres)",
        "db,postgres,db (postgres)",
        "generic-container,redis,generic-container (redis)",
        "testContainer,redis,testContainer (redis)",
        "orders,orders-svc,orders",
        "database,postgres,database",
        "container,,container",
        "db,db,db"
    })
    void theImageFollowsAFieldThatSaysLess(String field, String image, String name) {
        assertThat(ContainerName.of(field, image)).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"container", "postgres", "container (postgres)", "container (postgres)#2"})
    void isCalledByEachOfItsNames(String wanted) {
        assertThat(ContainerName.isCalled("container (postgres)#2", wanted)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "contain", "postgres)", "container (postgres)#3", "container (postgres", "#2", "#"})
    void isNotCalledByAPartOfThem(String wanted) {
        assertThat(ContainerName.isCalled("container (postgres)#2", wanted)).isFalse();
    }

    @Test
    void aNumberTellsSeveralApart() {
        assertThat(ContainerName.isCalled("orders#2", "orders")).isTrue();
        assertThat(ContainerName.isCalled("orders2", "orders")).isFalse();
        assertThat(ContainerName.isCalled("orders#two", "orders")).isFalse();
        assertThat(ContainerName.isCalled("#2", "")).isFalse();
    }
}
