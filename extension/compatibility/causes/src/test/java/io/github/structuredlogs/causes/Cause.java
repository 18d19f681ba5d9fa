package io.github.structuredlogs.causes;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The words, in some container's log, that name the cause of a planted failure; all of them have to be seen. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@interface Cause {

    String[] value();

    /** When the words are logged first. */
    Said said() default Said.IN_THE_TEST;

    enum Said {
        AT_START,
        EARLIER,
        IN_THE_TEST
    }
}
