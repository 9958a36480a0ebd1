/** What the API says of itself in {@code /openapi.json}: its operations, and what they take. */
@NullMarked
package dev.belfry.fuzz.description;

import org.jspecify.annotations.NullMarked;
