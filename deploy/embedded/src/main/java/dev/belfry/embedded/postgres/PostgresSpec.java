package dev.belfry.embedded.postgres;

import java.nio.file.Path;

/**
 * Where and how a server runs.
 *
 * @param folder holds all of this server; made when absent
 * @param cache where the programs are unpacked; several servers may share it
 * @param log the server's messages are appended here
 * @param port from 1 to 65535, or 0 for one that is free
 * @param mode what the server is for
 */
public record PostgresSpec(Path folder, Path cache, Path log, int port, PostgresMode mode) {

    public PostgresSpec {
        folder = folder.toAbsolutePath().normalize();
        cache = cache.toAbsolutePath().normalize();
        log = log.toAbsolutePath().normalize();
    }
}
