package dev.belfry.api.mcp.tool;

import java.util.List;

/** The tools of one feature. */
public interface Toolbox {

    /** Which of the smaller sets of tools these belong to besides the whole. */
    enum Group {
        JOBS,
        RUNS,
        OTHERS
    }

    Group group();

    List<Tool> tools();
}
