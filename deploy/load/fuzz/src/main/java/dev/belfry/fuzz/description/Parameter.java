package dev.belfry.fuzz.description;

import com.fasterxml.jackson.databind.JsonNode;

/** One parameter of an operation, in its query or its headers. */
public record Parameter(String name, JsonNode schema) {}
