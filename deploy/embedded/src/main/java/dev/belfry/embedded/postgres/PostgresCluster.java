package dev.belfry.embedded.postgres;

import dev.belfry.embedded.process.Invocation;
import dev.belfry.embedded.process.SingleRun;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** The data folder of a server and the password to it; both are made once and kept. */
final class PostgresCluster {

    private static final String MAJOR_VERSION = "18";

    private final Path folder;
    private final Path programs;
    private final RunAs runAs;

    PostgresCluster(Path folder, Path programs, RunAs runAs) {
        this.folder = folder;
        this.programs = programs;
        this.runAs = runAs;
    }

    Path data() {
        return folder.resolve("cluster");
    }

    String password() throws IOException {
        return Files.readString(passwordFile()).trim();
    }

    /** Makes the data folder unless it exists. A crash half-way leaves nothing that would pass for one. */
    void create(PostgresMode mode, Path log) throws IOException {
        if (Files.isDirectory(data())) {
            requireVersion();
            runAs.own(data());
            return;
        }
        writePassword();
        Path unfinished = folder.resolve("cluster.new");
        PostgresBinaries.deleteRecursively(unfinished);
        Files.createDirectory(
                unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        runAs.own(unfinished);
        List<String> command = new ArrayList<>(runAs.prefix());
        command.addAll(List.of(
                programs.resolve("initdb").toString(),
                "--pgdata=" + unfinished,
                "--username=" + EmbeddedPostgres.SUPERUSER,
                "--pwfile=" + passwordFile(),
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--locale=C",
                "--no-instructions"));
        command.addAll(mode.initOptions());
        SingleRun.run(new Invocation(command, Map.of("LC_ALL", "C"), folder), log);
        Files.move(unfinished, data());
    }

    private void requireVersion() throws IOException {
        String version = Files.readString(data().resolve("PG_VERSION")).trim();
        if (!version.equals(MAJOR_VERSION)) {
            throw new IOException(data() + " holds data of PostgreSQL " + version + "; this is PostgreSQL "
                    + MAJOR_VERSION + ", which cannot read it");
        }
    }

    private void writePassword() throws IOException {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        Files.deleteIfExists(passwordFile());
        // The mode is part of the creation: at no moment may others read it.
        try (var channel = Files.newByteChannel(
                passwordFile(),
                EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            byte[] text = (HexFormat.of().formatHex(random) + "\n").getBytes(StandardCharsets.US_ASCII);
            channel.write(ByteBuffer.wrap(text));
        }
        runAs.own(passwordFile());
    }

    private Path passwordFile() {
        return folder.resolve("password");
    }
}
