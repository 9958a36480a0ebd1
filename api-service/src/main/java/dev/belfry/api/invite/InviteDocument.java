package dev.belfry.api.invite;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belfry.api.json.DocumentReader;
import dev.belfry.api.link.LinkSecret;
import dev.belfry.api.value.NewId;
import dev.belfry.api.workspace.GrantedRole;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Turns what an inviter wants into the row to store. */
@Singleton
class InviteDocument {

    private final DocumentReader documents;
    private final RandomGenerator random;
    private final Clock clock;
    private final NewId ids;

    InviteDocument(DocumentReader documents, RandomGenerator random, Clock clock, NewId ids) {
        this.documents = documents;
        this.random = random;
        this.clock = clock;
        this.ids = ids;
    }

    record Wish(String email, GrantedRole role) {}

    Wish read(ObjectNode document) {
        InviteInput input = documents.read(document, InviteInput.class);
        String email = Objects.requireNonNull(input.email()).toLowerCase(Locale.ROOT);
        return new Wish(email, input.role() == null ? GrantedRole.MEMBER : input.role());
    }

    LinkSecret newSecret() {
        return LinkSecret.generate(random);
    }

    InviteRepository.NewInvite row(Wish wish, LinkSecret secret, UUID inviter, Duration lifetime) {
        Instant now = clock.instant();
        return new InviteRepository.NewInvite(
                ids.next(), wish.email(), wish.role().role().wireName(), secret, inviter, now, now.plus(lifetime));
    }
}
