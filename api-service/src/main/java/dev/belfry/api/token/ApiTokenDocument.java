package dev.belfry.api.token;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belfry.api.auth.Grants;
import dev.belfry.api.auth.Identity;
import dev.belfry.api.auth.Scope;
import dev.belfry.api.json.DocumentReader;
import dev.belfry.api.json.Violations;
import dev.belfry.api.problem.Detail;
import dev.belfry.api.problem.Problem;
import dev.belfry.api.problem.ProblemCode;
import dev.belfry.api.value.NewId;
import dev.belfry.core.token.ApiToken;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Turns what somebody wants of a token into the row to store, and keeps the wish within what the maker holds. */
@Singleton
class ApiTokenDocument {

    private static final Pattern ONE_ACTION = Pattern.compile("actions:run:[A-Za-z0-9][A-Za-z0-9_-]{0,99}");
    private static final String SCOPES =
            Arrays.stream(Scope.values()).map(Scope::wireName).collect(Collectors.joining(", "));

    private final DocumentReader documents;
    private final Clock clock;
    private final NewId ids;

    ApiTokenDocument(DocumentReader documents, Clock clock, NewId ids) {
        this.documents = documents;
        this.clock = clock;
        this.ids = ids;
    }

    ApiTokenView row(Identity maker, ObjectNode document, ApiToken token) {
        ApiTokenInput input = read(document);
        Instant now = clock.instant();
        return new ApiTokenView(
                ids.next(),
                Objects.requireNonNull(input.name()),
                token.prefix(),
                scopes(maker.grants(), input.scopes()),
                maker.userId(),
                input.expiresAt(),
                null,
                now);
    }

    private ApiTokenInput read(ObjectNode document) {
        Violations violations = new Violations();
        ApiTokenInput input = documents.read(document, ApiTokenInput.class, violations);
        List<String> scopes = input.scopes() == null ? List.of() : input.scopes();
        for (int i = 0; i < scopes.size(); i++) {
            if (scopes.get(i) != null && !isKnown(scopes.get(i))) {
                String allowed = "has to be one of " + SCOPES + ", or actions:run:<slug>";
                violations.add("scopes[" + i + "]", "one_of", allowed, scopes.get(i));
            }
        }
        if (input.expiresAt() != null && !input.expiresAt().isAfter(clock.instant())) {
            violations.add("expires_at", "future", "has to be in the future", input.expiresAt());
        }
        violations.throwIfAny();
        return input;
    }

    private static boolean isKnown(String scope) {
        return Scope.of(scope).isPresent() || ONE_ACTION.matcher(scope).matches();
    }

    /** The list to store: a maker whose token has a list cannot make one without. */
    private static @Nullable List<String> scopes(Grants held, @Nullable List<String> wanted) {
        if (wanted == null) {
            return held.areListed() ? held.names() : null;
        }
        List<Detail> missing = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            if (!held.mayHandOn(wanted.get(i))) {
                missing.add(new Detail("scopes[" + i + "]", "required_scope", wanted.get(i), null));
            }
        }
        if (!missing.isEmpty()) {
            throw new Problem(
                    ProblemCode.FORBIDDEN,
                    "you cannot grant what you do not hold: " + missing.get(0).message(),
                    missing);
        }
        return wanted.stream().distinct().toList();
    }
}
