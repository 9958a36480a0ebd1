/**
 * Reads what clients send, strictly and in one place.
 *
 * <p>Text becomes a tree ({@link dev.belfry.api.json.StrictJson}), a tree becomes a record
 * ({@link dev.belfry.api.json.DocumentReader}). Nothing is coerced, nothing unknown is dropped, and all that is wrong is
 * told at once. What passed can be stored: PostgreSQL refuses none of it.
 *
 * <p>However many large bodies come at once, a few are read at a time ({@link dev.belfry.api.json.LargeBodyGate}).
 */
@NullMarked
package dev.belfry.api.json;

import org.jspecify.annotations.NullMarked;
