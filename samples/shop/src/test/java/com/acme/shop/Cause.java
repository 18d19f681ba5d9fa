package com.acme.shop;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** The words, in some container's log, that name the cause of a planted failure. */
@Retention(RetentionPolicy.RUNTIME)
@interface Cause {
    String value();
}
