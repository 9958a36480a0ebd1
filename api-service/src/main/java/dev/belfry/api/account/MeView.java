package dev.belfry.api.account;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Who calls.
 *
 * @param workspace the one the token is bound to
 * @param role {@code owner}, {@code admin} or {@code member}
 * @param scopes all that this token may do at this moment
 */
@Schema(name = "Me")
public record MeView(UserView user, MembershipView.Place workspace, String role, List<String> scopes) {}
