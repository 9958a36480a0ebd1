package dev.belfry.executor.execution;

import java.util.UUID;

/**
 * A secret of the workspace that the job's request names, as it stood at the moment of the claim.
 *
 * @param name as requests refer to it
 * @param sealed Base64, possibly over several lines; opened only where it is sent
 */
public record SealedSecret(UUID id, String name, String sealed) {}
