package dev.belfry.api.mcp.tool;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The argument that stands for a query parameter whose name has brackets, such as {@code filter[createdAt][from]}: some
 * models take only letters, digits and {@code _.-} in names.
 */
final class PlainName {

    private static final Pattern BRACKETED = Pattern.compile("(?:filter|page)\\[(?:.*[.\\[])?([A-Za-z]+)](?:\\[])?");

    /** As lists are cut everywhere else. */
    private static final String SIZE = "size";

    private static final String LIMIT = "limit";

    private PlainName() {}

    /** Nothing for a name without brackets. */
    static Optional<String> of(String parameter) {
        Matcher bracketed = BRACKETED.matcher(parameter);
        return bracketed.matches()
                ? Optional.of(bracketed.group(1).equals(SIZE) ? LIMIT : bracketed.group(1))
                : Optional.empty();
    }
}
