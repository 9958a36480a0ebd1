package dev.belfry.local.home;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/** Small files that only their owner may read. */
public final class PrivateFile {

    private PrivateFile() {}

    /** Writes a file whole or not at all; at no moment can others read it. */
    public static void write(Path file, String content) throws IOException {
        Path temporary = Files.createTempFile(
                file.toAbsolutePath().getParent(),
                file.getFileName() + ".",
                ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.writeString(temporary, content);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** What the file holds, without the white space around it; nothing when it does not exist or holds nothing. */
    public static Optional<String> read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        return Optional.of(Files.readString(file).trim()).filter(content -> !content.isEmpty());
    }
}
