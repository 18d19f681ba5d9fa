package io.github.structuredlogs.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.structuredlogs.internal.scope.ClassScope;
import io.github.structuredlogs.internal.scope.FedCaptures;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which capture has which name, whatever the order in which containers are found. */
class ContainerNamesTest {
    private final FedCaptures run = new FedCaptures();
    private final Capture ofUrl = open("1");
    private final Capture ofField = open("2");

    private Capture open(String id) {
        return run.captures.open(new ContainerIdentity(id, "redis", "redis:7", Map.of(), false, null));
    }

    @AfterEach
    void close() {
        run.close();
    }

    @Test
    void aFieldsNameComesBeforeThatOfAnImage() {
        assertThat(ofField.name()).isEqualTo("redis#2");

        run.captures.rename(ofField, "redis");

        assertThat(ofField.name()).isEqualTo("redis");
        assertThat(ofUrl.name()).isEqualTo("redis#2");
    }

    @Test
    void ofTwoFieldsTheFirstKeepsItsName() {
        run.captures.rename(ofUrl, "redis");
        run.captures.rename(ofField, "redis");

        assertThat(ofUrl.name()).isEqualTo("redis");
        assertThat(ofField.name()).isEqualTo("redis#2");
    }

    @Test
    void theFieldOfAClassThatRunsComesBeforeThatOfOneThatHasEnded() {
        ClassScope earlier = openClass("earlier");
        earlier.own("1");
        run.captures.rename(ofUrl, "redis");
        earlier.close();
        ClassScope later = openClass("later");
        later.own("2");

        run.captures.rename(ofField, "redis");

        assertThat(ofField.name()).isEqualTo("redis");
        assertThat(ofUrl.name()).isEqualTo("redis#2");
    }

    @Test
    void whileAClassRunsItsFieldKeepsItsName() {
        openClass("one").own("1");
        run.captures.rename(ofUrl, "redis");
        openClass("beside").own("2");
        run.captures.rename(ofField, "redis");

        assertThat(ofUrl.name()).isEqualTo("redis");
        assertThat(ofField.name()).isEqualTo("redis#2");
    }

    @Test
    void aFieldGetsItsNameBackOnceTheContainerThatHadItIsGone() {
        ClassScope earlier = openClass("earlier");
        earlier.own("1");
        run.captures.rename(ofUrl, "redis");
        earlier.close();
        ofUrl.status(ofUrl.status().exited(0, Instant.now()).removed(Instant.now()));
        openClass("later").own("2");

        run.captures.rename(ofField, "redis");

        assertThat(ofField.name()).isEqualTo("redis");
    }

    private ClassScope openClass(String name) {
        return run.scopes.openClass(null, name, ContainerNamesTest.class, FedCaptures.SETTLING);
    }

    @Test
    void anotherNameIsGivenAtOnce() {
        run.captures.rename(ofField, "cache");
        run.captures.rename(ofField, "cache");

        assertThat(ofField.name()).isEqualTo("cache");
        assertThat(open("3").name()).isEqualTo("redis#2");
    }
}
