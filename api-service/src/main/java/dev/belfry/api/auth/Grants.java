package dev.belfry.api.auth;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a caller holds: what the role allows and, when the token has a list of its own, that list besides. A token can
 * never do more than the person who made it can at this moment.
 */
public final class Grants {

    private static final String ONE_ACTION = Scope.ACTIONS_RUN.wireName() + ":";

    private final Role role;
    private final @Nullable Set<String> listed;

    private Grants(Role role, @Nullable Set<String> listed) {
        this.role = role;
        this.listed = listed;
    }

    /** Whatever the role allows. */
    public static Grants of(Role role) {
        return new Grants(role, null);
    }

    /** @param listed names of scopes, {@code actions:run:<slug>} included; a name that means nothing grants nothing */
    public static Grants of(Role role, Collection<String> listed) {
        return new Grants(role, Set.copyOf(listed));
    }

    public boolean allows(Scope scope) {
        return role.allows(scope) && (listed == null || listed.contains(scope.wireName()));
    }

    /** Whether one action may be run. */
    public boolean allowsRunning(String action) {
        return allows(Scope.ACTIONS_RUN)
                || role.allows(Scope.ACTIONS_RUN) && listed != null && listed.contains(ONE_ACTION + action);
    }

    /** Whether whoever holds these may hand on a scope, given by its name; false for a name that means nothing. */
    public boolean mayHandOn(String scope) {
        boolean oneAction = scope.startsWith(ONE_ACTION) && scope.length() > ONE_ACTION.length();
        return oneAction
                ? allowsRunning(scope.substring(ONE_ACTION.length()))
                : Scope.of(scope).filter(this::allows).isPresent();
    }

    /** Whether there is a list that narrows the role. */
    public boolean areListed() {
        return listed != null;
    }

    /** The names of all that is granted, in the order of the list. */
    public List<String> names() {
        Stream<String> whole =
                Arrays.stream(Scope.values()).filter(this::allows).map(Scope::wireName);
        Stream<String> actions = listed == null
                ? Stream.of()
                : listed.stream()
                        .filter(name -> name.startsWith(ONE_ACTION) && mayHandOn(name))
                        .sorted();
        return Stream.concat(whole, actions).collect(Collectors.toUnmodifiableList());
    }
}
