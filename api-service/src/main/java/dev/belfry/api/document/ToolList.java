package dev.belfry.api.document;

import java.util.List;

/** Whoever has tools for agents names them here, for the page about them. */
public interface ToolList {

    /** @param effect in words: reads, adds, sets or destroys */
    record Entry(String name, String scope, String effect, String description) {}

    List<Entry> entries();
}
