package dev.belfry.api.invite;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An invitation.
 *
 * @param id null when the user is a member already and nothing is open
 * @param role {@code admin} or {@code member}
 * @param status {@code pending}, or {@code joined} when the address had an account
 * @param userId the member, when joined
 * @param expiresAt when the link ceases to open
 * @param acceptUrl to hand on, when no mail server is configured; answered once, to the inviter alone
 */
@Schema(name = "Invitation")
public record InviteView(
        @Nullable UUID id,
        String email,
        String role,
        String status,
        @Nullable UUID userId,
        @Nullable Instant expiresAt,
        @Nullable Instant createdAt,
        @Nullable String acceptUrl) {

    static InviteView pending(Invite invite, @Nullable String acceptUrl) {
        return new InviteView(
                invite.id(),
                invite.email(),
                invite.role(),
                "pending",
                null,
                invite.expiresAt(),
                invite.createdAt(),
                acceptUrl);
    }

    static InviteView joined(String email, String role, UUID user) {
        return new InviteView(null, email, role, "joined", user, null, null, null);
    }
}
