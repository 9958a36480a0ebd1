package dev.belfry.api.account;

import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An account as its owner sees it.
 *
 * @param trustLevel {@code pending_verification} or {@code verified}
 */
@Schema(name = "User")
public record UserView(UUID id, String name, String email, String trustLevel) {}
