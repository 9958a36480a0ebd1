package dev.belfry.notifier.match;

import dev.belfry.notifier.rule.Occurrence;
import dev.belfry.notifier.rule.Rule;

/** A rule that waits for what happened. */
record Match(Rule rule, Occurrence what) {

    /** Whether more than the occurrence itself has to be known. */
    boolean needsStanding() {
        return what.kind() != Occurrence.Kind.SUCCEEDED || rule.remembers();
    }
}
