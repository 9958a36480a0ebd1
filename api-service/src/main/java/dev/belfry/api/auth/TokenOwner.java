package dev.belfry.api.auth;

/** A stored token, with whom it stands for. */
record TokenOwner(Identity identity, byte[] hash) {}
