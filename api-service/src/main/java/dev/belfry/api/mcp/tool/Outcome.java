package dev.belfry.api.mcp.tool;

import org.jspecify.annotations.Nullable;

/**
 * What became of something that a tool destroys or overwrites.
 *
 * @param done whether it happened
 * @param dryRun whether it was only asked what would happen
 * @param what in words
 * @param target what is concerned: before, for what would be removed; afterwards, for what is or would be changed; null
 *     when it is gone
 */
public record Outcome(
        boolean done, boolean dryRun, String what, @Nullable Object target) {

    static Outcome done(String what, @Nullable Object target) {
        return new Outcome(true, false, what, target);
    }

    static Outcome would(String what, Object target) {
        return new Outcome(false, true, what, target);
    }
}
