package dev.belfry.api.address;

import java.util.UUID;

/** A row to store, with the token that nobody else knows yet. */
public record NewAddress(UUID id, Purpose purpose, AddressToken token, byte[] hash, byte[] sealed) {}
