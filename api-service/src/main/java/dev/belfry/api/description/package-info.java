/**
 * {@code /openapi.json}: what the scanner finds in the code, completed by what it cannot know.
 *
 * <p>Nothing is said twice: scopes come from {@link dev.belfry.api.auth.Requires}, what may be null and what is required
 * from the types, ranges from the constraints that are checked, and the answers every endpoint shares from the edge that
 * gives them. An endpoint states only what is its own: its summary and its conflicts. The examples stand in
 * {@code openapi/examples.json}, one for each body, and are sent to the running application by a test.
 */
@NullMarked
package dev.belfry.api.description;

import org.jspecify.annotations.NullMarked;
