package dev.belfry.embedded.rotation;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
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
     * Puts another key set into the place of the one there is, if there is one. The owner, the group and the mode stay,
     * so that whoever could read the old file can read the new one and nobody else can; a first file is its owner's
     * alone. After a power cut the file holds one of the two. For one writer at a time.
     *
     * @throws IOException when it cannot be written, or its owner or group cannot be kept; the file is as it was then
     */
    public void write(String keyset) throws IOException {
        // The file itself, should the path lead to it by a link.
        Path file = Files.exists(path) ? path.toRealPath() : path.toAbsolutePath();
        Path whole = file.resolveSibling(file.getFileName() + ".new");
        // What a killed writer left.
        Files.deleteIfExists(whole);
        Files.createFile(whole, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        // Open before it is given away: its next owner may not be allowed to write.
        try (FileChannel channel = FileChannel.open(whole, StandardOpenOption.WRITE)) {
            if (Files.exists(file)) {
                keepAccess(file, whole);
            }
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

    private static void keepAccess(Path from, Path to) throws IOException {
        PosixFileAttributes kept = Files.readAttributes(from, PosixFileAttributes.class);
        PosixFileAttributeView given = Files.getFileAttributeView(to, PosixFileAttributeView.class);
        PosixFileAttributes present = given.readAttributes();
        try {
            // Only what differs: not even an owner may set its group to one it does not belong to.
            if (!kept.group().equals(present.group())) {
                given.setGroup(kept.group());
            }
            if (!kept.owner().equals(present.owner())) {
                given.setOwner(kept.owner());
            }
            given.setPermissions(kept.permissions());
        } catch (IOException e) {
            Files.deleteIfExists(to);
            throw new IOException(
                    from + " belongs to " + kept.owner().getName() + ":"
                            + kept.group().getName()
                            + ", and this user cannot leave it to them; run this as that owner or as root",
                    e);
        }
    }
}
