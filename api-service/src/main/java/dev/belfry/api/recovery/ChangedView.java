package dev.belfry.api.recovery;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a change of the password answers.
 *
 * @param token for {@code Authorization: Bearer}, in place of the one the request came with, which has ended
 */
@Schema(name = "PasswordChanged")
public record ChangedView(boolean ok, String token) {}
