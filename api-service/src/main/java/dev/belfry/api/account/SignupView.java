package dev.belfry.api.account;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a sign-up answers.
 *
 * @param token for {@code Authorization: Bearer}, seven days; may only read while verification is required
 * @param emailVerificationRequired whether a letter with a link was sent that has to be followed first
 */
@Schema(name = "SignedUp")
public record SignupView(
        String token, MembershipView.Place workspace, UserView user, boolean emailVerificationRequired) {}
