package dev.belfry.embedded.rotation;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** The file that holds the key set. Losing it is losing every secret, so it is replaced whole and on the disk. */
public record KeySetFile(Path path) {

    /**
     * The key set, as text.
     *
     * @throws IOException when the file is missing or cannot be read
     */
    public String read() throws IOException {
        return Files.readString(path).strip();
    }

    /**
     * Puts another key set into the place of the one there is, if there is one. At no moment can anybody but the owner
     * read it, and after a power cut the file holds one of the two. For one writer at a time.
     */
    public void write(String keyset) throws IOException {
        // The file itself, should the path lead to it by a link.
        Path file = Files.exists(path) ? path.toRealPath() : path.toAbsolutePath();
        Path whole = file.resolveSibling(file.getFileName() + ".new");
        // What a killed writer left.
        Files.deleteIfExists(whole);
        Files.createFile(whole, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (FileChannel channel = FileChannel.open(whole, StandardOpenOption.WRITE)) {
            ByteBuffer content = ByteBuffer.wrap((keyset + "\n").getBytes(StandardCharsets.UTF_8));
            while (content.hasRemaining()) {
                channel.write(content);
            }
            channel.force(true);
        }
        Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel folder = FileChannel.open(file.resolveSibling("."), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }
}
