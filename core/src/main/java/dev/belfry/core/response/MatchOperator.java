package dev.belfry.core.response;

import static dev.belfry.core.response.MatchSource.BODY;
import static dev.belfry.core.response.MatchSource.HEADER;
import static dev.belfry.core.response.MatchSource.JSON;
import static dev.belfry.core.response.MatchSource.STATUS;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a rule asks of what it looks at. Where a path selects several values, one that fulfils it is enough; an operator
 * with {@code not} holds exactly when its opposite does not.
 */
public enum MatchOperator {
    /** The same text, number (1 is 1.0) or JSON value. */
    EQUALS(JSON, HEADER, BODY, STATUS),
    NOT_EQUALS(JSON, HEADER, BODY, STATUS),
    /** Part of a text, or an element of a JSON list. */
    CONTAINS(JSON, HEADER, BODY),
    NOT_CONTAINS(JSON, HEADER, BODY),
    /** A regular expression in RE2's syntax finds something in the text. */
    MATCHES(JSON, HEADER, BODY),
    /** There is such a value, were it null, or such a header. */
    EXISTS(JSON, HEADER),
    NOT_EXISTS(JSON, HEADER),
    /** Greater: a number, or a text that is one. What is no number is neither greater nor less. */
    GT(JSON, HEADER, STATUS),
    GTE(JSON, HEADER, STATUS),
    LT(JSON, HEADER, STATUS),
    LTE(JSON, HEADER, STATUS),
    /** Equal to one of a list. */
    IN(JSON, HEADER, STATUS);

    private final Set<MatchSource> sources;

    MatchOperator(MatchSource... sources) {
        this.sources = Set.of(sources);
    }

    /** The name on the wire. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean fits(MatchSource source) {
        return sources.contains(source);
    }

    boolean needsNoValue() {
        return this == EXISTS || this == NOT_EXISTS;
    }

    boolean comparesNumbers() {
        return this == GT || this == GTE || this == LT || this == LTE;
    }

    static Optional<MatchOperator> of(@Nullable String wireName) {
        return Arrays.stream(values())
                .filter(operator -> operator.wireName().equals(wireName))
                .findFirst();
    }

    static String namesFor(MatchSource source) {
        List<MatchOperator> fitting = Arrays.stream(values())
                .filter(operator -> operator.fits(source))
                .toList();
        return fitting.stream().map(MatchOperator::wireName).collect(Collectors.joining(", "));
    }
}
