package dev.belfry.load.workload;

import dev.belfry.load.result.Result;

/** One line of the table. */
public interface Workload {

    Result run(Stage stage) throws Exception;
}
