package dev.belfry.api.why;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The explanation of an execution.
 *
 * @param sentence for people; its wording may change
 * @param facts what happened and when, in order of time
 */
@Schema(name = "Why")
public record WhyView(String sentence, List<Fact> facts) {

    /** One thing that happened, or, last, that may happen next. */
    @Schema(name = "WhyFact")
    public record Fact(Instant at, String what) {}
}
