package dev.belfry.api.mcp.tool;

/**
 * What a tool takes besides the query and the body of its operation.
 *
 * @param type as in JSON Schema
 * @param format as in JSON Schema; empty for none
 */
record Argument(String name, String type, String format, String description, boolean required) {

    /** The id of the thing the tool is about. */
    static Argument id(String name, String description) {
        return new Argument(name, "string", "uuid", description, true);
    }

    static Argument optionalId(String name, String description) {
        return new Argument(name, "string", "uuid", description, false);
    }

    static Argument text(String name, String description) {
        return new Argument(name, "string", "", description, true);
    }

    static Argument optionalText(String name, String description) {
        return new Argument(name, "string", "", description, false);
    }

    static Argument flag(String name, String description) {
        return new Argument(name, "boolean", "", description, false);
    }
}
