package dev.belfry.api.account;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a login answers.
 *
 * @param token for {@code Authorization: Bearer}, seven days
 * @param workspace the one the token is bound to
 * @param workspaces the first hundred the user belongs to, longest membership first
 */
@Schema(name = "Session")
public record SessionView(
        String token, MembershipView.Place workspace, UserView user, List<MembershipView> workspaces) {}
