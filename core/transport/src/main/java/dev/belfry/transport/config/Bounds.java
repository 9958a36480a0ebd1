package dev.belfry.transport.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a setting that is a whole number may be, on a method of a {@code @ConfigMapping}. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Bounds {

    /** The least value that is allowed. */
    long min();

    /** The greatest value that is allowed. */
    long max() default Long.MAX_VALUE;
}
