package dev.belfry.api.mcp.tool;

import dev.belfry.api.auth.Scope;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * One entry of the table of tools.
 *
 * @param operation the operationId of the endpoint that it is; its query, body and answer are the tool's
 * @param description for a model: when to use it, what it changes, what comes next
 * @param arguments what it takes besides
 * @param dissolved parts of the body whose fields it takes as its own
 * @param nested whether it takes the body as one argument
 * @param optional fields of the body that it can do without
 * @param reachesOut whether it makes something outside be called
 * @param holdsForeignText whether its answer may hold text that a called endpoint sent
 * @param work calls the service
 */
public record Tool(
        String name,
        String title,
        String operation,
        Scope scope,
        Effect effect,
        String description,
        List<Argument> arguments,
        Set<String> dissolved,
        boolean nested,
        Set<String> optional,
        boolean reachesOut,
        boolean holdsForeignText,
        Function<ToolCall, Uni<?>> work) {

    static final String DRY_RUN = "dry_run";

    /** The argument of a tool that takes the body as one. */
    static final String BODY = "body";

    /** Begins an entry. */
    static Draft named(String name, String title) {
        return new Draft(name, title);
    }

    /** Whether what is answered is what was or would be destroyed, instead of what the operation answers. */
    public boolean answersOutcome() {
        return effect == Effect.DESTROYS;
    }

    /** An entry that is being written down. */
    static final class Draft {

        private final String name;
        private final String title;
        private String operation = "";
        private Scope scope = Scope.JOBS_READ;
        private Effect effect = Effect.READS;
        private String description = "";
        private final List<Argument> arguments = new ArrayList<>();
        private Set<String> dissolved = Set.of();
        private boolean nested;
        private Set<String> optional = Set.of();
        private boolean reachesOut;
        private boolean holdsForeignText;

        private Draft(String name, String title) {
            this.name = name;
            this.title = title;
        }

        Draft is(String operation, Scope scope, Effect effect) {
            this.operation = operation;
            this.scope = scope;
            this.effect = effect;
            if (effect == Effect.DESTROYS) {
                arguments.add(Argument.flag(DRY_RUN, "true: answer what would happen, and do nothing"));
            }
            return this;
        }

        Draft described(String description) {
            this.description = description.strip().replace('\n', ' ');
            return this;
        }

        Draft takes(Argument argument) {
            arguments.add(argument);
            return this;
        }

        /** Parts of the body whose fields become arguments of their own. */
        Draft dissolves(String... parts) {
            dissolved = Set.of(parts);
            return this;
        }

        /** The body becomes one argument, in place of one for each of its fields. */
        Draft nestsBody() {
            nested = true;
            return this;
        }

        Draft mayLack(String... fields) {
            optional = Set.of(fields);
            return this;
        }

        Draft reachesOut() {
            reachesOut = true;
            return this;
        }

        Draft holdsForeignText() {
            holdsForeignText = true;
            return this;
        }

        Tool calling(Function<ToolCall, Uni<?>> work) {
            return new Tool(
                    name,
                    title,
                    operation,
                    scope,
                    effect,
                    description,
                    List.copyOf(arguments),
                    dissolved,
                    nested,
                    optional,
                    reachesOut,
                    holdsForeignText,
                    work);
        }
    }
}
