package dev.belfry.api.outbound;

import dev.belfry.api.json.Violations;
import dev.belfry.core.outbound.AddressGuard;
import dev.belfry.core.outbound.InvalidTargetException;
import dev.belfry.core.outbound.TargetUrl;
import dev.belfry.core.template.RequestTemplate;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/**
 * Refuses URLs that could never be called. A name is not resolved here: what it resolves to when the call is made
 * counts, and is checked then.
 */
@Singleton
public class TargetRules {

    private final AddressGuard guard;

    public TargetRules(AddressGuard guard) {
        this.guard = guard;
    }

    public void check(String field, @Nullable String url, Violations violations) {
        if (url != null && !violations.concerns(field)) {
            judge(field, url, url, violations);
        }
    }

    /** As {@link #check}, for a URL that is a secret: no message shows it. */
    public void checkSecret(String field, String url, Violations violations) {
        if (!violations.concerns(field)) {
            judge(field, null, url, violations);
        }
    }

    /** As {@link #check}, for a URL with templates: what is judged is what an execution would call. */
    public void checkTemplate(String field, @Nullable String url, Violations violations) {
        if (url != null && !violations.concerns(field)) {
            judge(field, url, RequestTemplate.sample(url), violations);
        }
    }

    private void judge(String field, @Nullable String shown, String called, Violations violations) {
        try {
            guard.refusal(TargetUrl.parse(called))
                    .ifPresent(refusal -> violations.add(field, "blocked_target", refusal, shown));
        } catch (InvalidTargetException e) {
            violations.add(field, "url", String.valueOf(e.getMessage()), shown);
        }
    }
}
