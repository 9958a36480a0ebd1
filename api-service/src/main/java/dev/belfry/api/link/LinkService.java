package dev.belfry.api.link;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Makes the links of accounts. */
@Singleton
public class LinkService {

    /** No account is sent more than one letter of a kind within this time, whoever asks for it. */
    public static final Duration PAUSE = Duration.ofMinutes(1);

    private final LinkRepository links;
    private final LinkConfig config;
    private final Clock clock;
    private final RandomGenerator random;

    LinkService(LinkRepository links, LinkConfig config, Clock clock, RandomGenerator random) {
        this.links = links;
        this.config = config;
        this.clock = clock;
        this.random = random;
    }

    /** A new link for an account, as a URL; null when the account got one for this purpose within {@link #PAUSE}. */
    public Uni<@Nullable String> issue(UUID user, LinkPurpose purpose) {
        LinkSecret secret = LinkSecret.generate(random);
        Instant expiresAt = clock.instant().plus(purpose.lifetime(config));
        return links.insert(user, purpose, secret, expiresAt)
                .map(inserted -> inserted ? url(purpose.path(), secret) : null);
    }

    /** A URL under the public address that carries a secret. */
    public String url(String path, LinkSecret secret) {
        return config.publicUrl().toString().replaceAll("/+$", "") + path + secret.value();
    }
}
