package dev.belfry.core.request;

import dev.belfry.core.schedule.Violation;
import dev.belfry.core.secret.reference.SecretReferences;
import dev.belfry.core.template.Place;
import dev.belfry.core.template.RequestTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with the templates, the matcher and the choices of a request. The URL as such, the other rules on headers
 * and the syntax of a matcher's paths and expressions are judged by those who can.
 */
public final class RequestCheck {

    /** The target must be the one that was looked at when the job was saved; only what is asked of it may vary. */
    private static final Pattern TEMPLATE_BEFORE_PATH = Pattern.compile("(?i)^([^/?#]*\\{\\{|[a-z]+://[^/?#]*\\{\\{)");

    private static final int MAX_VIOLATIONS = 100;
    private static final String FIELD = "request";

    private final List<Violation> violations = new ArrayList<>();

    private RequestCheck() {}

    /** Everything wrong; the body has to be JSON as maps, lists, texts, numbers and truth values. */
    public static List<Violation> violations(TargetRequest request) {
        RequestCheck check = new RequestCheck();
        check.url(request.url());
        request.headers().forEach(check::header);
        check.body(Place.of(FIELD + ".body"), request.body());
        check.choices(request);
        if (request.responseMatcher() != null) {
            check.violations.addAll(request.responseMatcher().violations(FIELD + ".response_matcher"));
        }
        return check.violations;
    }

    /** The names of all secrets that a request refers to, sorted, each once. */
    public static Set<String> secretNames(TargetRequest request) {
        Set<String> names = new TreeSet<>();
        request.headers().values().forEach(value -> names.addAll(SecretReferences.names(value)));
        return names;
    }

    private void url(String url) {
        if (TEMPLATE_BEFORE_PATH.matcher(url).find()) {
            add(
                    FIELD + ".url",
                    "template",
                    "must not hold a template before its path: scheme, host and port are fixed");
        } else {
            template(FIELD + ".url", RequestTemplate.flaw(url));
        }
    }

    private void header(String name, String value) {
        template(FIELD + ".headers." + name, RequestTemplate.nameFlaw(name).or(() -> RequestTemplate.flaw(value)));
    }

    private void body(Place place, @Nullable Object part) {
        if (part instanceof String text) {
            template(place, RequestTemplate.flaw(text));
        } else if (part instanceof Map<?, ?> object) {
            object.forEach((key, value) -> {
                Place inner = place.field(String.valueOf(key));
                template(inner, RequestTemplate.nameFlaw(String.valueOf(key)));
                body(inner, value);
            });
        } else if (part instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                body(place.element(i), list.get(i));
            }
        }
    }

    private void choices(TargetRequest request) {
        if (request.followRedirects() < 0 || request.followRedirects() > TargetRequest.MAX_REDIRECTS) {
            violations.add(new Violation(
                    FIELD + ".follow_redirects",
                    "range",
                    "has to be from 0 to " + TargetRequest.MAX_REDIRECTS,
                    request.followRedirects()));
        }
        String missing = request.missingSecret();
        if (missing != null && !missing.equals(TargetRequest.SEND_REFERENCE) && !missing.equals(TargetRequest.FAIL)) {
            violations.add(new Violation(
                    FIELD + ".missing_secret",
                    "unknown_value",
                    "has to be " + TargetRequest.SEND_REFERENCE + " or " + TargetRequest.FAIL,
                    missing));
        }
    }

    private void template(String field, Optional<String> flaw) {
        flaw.ifPresent(message -> add(field, "template", message));
    }

    /** Beyond what anybody reads, a place is not written out any more. */
    private void template(Place place, Optional<String> flaw) {
        if (flaw.isPresent() && violations.size() < MAX_VIOLATIONS) {
            template(place.toString(), flaw);
        }
    }

    /** Without what was sent: a header or a body may hold what nobody should read again. */
    private void add(String field, String rule, String message) {
        violations.add(new Violation(field, rule, message, null));
    }
}
