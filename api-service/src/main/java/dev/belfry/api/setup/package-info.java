/** What the features are given from outside: the clock, the configuration, how JSON is written. */
@NullMarked
package dev.belfry.api.setup;

import org.jspecify.annotations.NullMarked;
