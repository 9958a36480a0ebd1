package dev.belfry.fuzz.wire;

/** One header line, sent as it stands. */
public record Header(String name, String value) {}
