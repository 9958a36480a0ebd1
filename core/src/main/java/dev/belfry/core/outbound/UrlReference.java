package dev.belfry.core.outbound;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;

/**
 * A URL written relative to another (RFC 3986, section 5.2). Not {@link java.net.URI#resolve}, which follows an older
 * standard: it loses the last segment before a lone query and keeps dots that lead above the root.
 */
final class UrlReference {

    private static final Pattern ABSOLUTE = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:.*", Pattern.DOTALL);

    private UrlReference() {}

    static TargetUrl resolve(TargetUrl base, String reference) throws InvalidTargetException {
        if (ABSOLUTE.matcher(reference).matches()) {
            return TargetUrl.parse(reference);
        }
        if (reference.startsWith("//")) {
            return TargetUrl.parse(base.scheme() + ":" + reference);
        }
        String relative = before('#', reference);
        String path = before('?', relative);
        String query = relative.substring(path.length());
        return TargetUrl.parse(base.origin() + path(base, path) + query(base, path, query));
    }

    private static String path(TargetUrl base, String path) {
        String current = before('?', base.uri());
        if (path.isEmpty()) {
            return current;
        }
        return withoutDots(path.startsWith("/") ? path : current.substring(0, current.lastIndexOf('/') + 1) + path);
    }

    private static String query(TargetUrl base, String path, String query) {
        return path.isEmpty() && query.isEmpty()
                ? base.uri().substring(before('?', base.uri()).length())
                : query;
    }

    /** The path, which begins with a slash, without the segments {@code .} and {@code ..}. */
    private static String withoutDots(String path) {
        Deque<String> kept = new ArrayDeque<>();
        String[] segments = path.substring(1).split("/", -1);
        for (String segment : segments) {
            if (segment.equals("..")) {
                kept.pollLast();
            } else if (!segment.equals(".")) {
                kept.addLast(segment);
            }
        }
        String last = segments[segments.length - 1];
        boolean folder = last.equals(".") || last.equals("..");
        return "/" + String.join("/", kept) + (folder && !kept.isEmpty() ? "/" : "");
    }

    private static String before(char end, String text) {
        int at = text.indexOf(end);
        return at < 0 ? text : text.substring(0, at);
    }
}
