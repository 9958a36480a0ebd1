/**
 * What a job makes of its target's answer: whether it counts as a success beyond its status
 * ({@link dev.belfry.core.response.ResponseMatcher}), and what of it is kept as {@code final_output}
 * ({@link dev.belfry.core.response.OutputTemplate}).
 *
 * <p>Only the beginning of an answer is kept. A rule about the JSON of an answer that is longer, or that is no JSON, does
 * not hold, whatever its operator: nothing is taken for absent only because nobody looked. Rules about the body judge the
 * part that was kept and say so.
 */
@NullMarked
package dev.belfry.core.response;

import org.jspecify.annotations.NullMarked;
