package dev.belfry.local.archive;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * What an archive is made of.
 *
 * @param name of the part that runs it
 * @param jar its class path: one jar, whose manifest names the others
 * @param parts files and folders that hold all of its jars
 * @param jvmOptions those that shape the archive: it fits only a JVM with the same heap and collector
 */
public record Program(String name, Path jar, List<Path> parts, List<String> jvmOptions) {

    private static final int DIGITS = 16;

    /**
     * Changes with every jar and with the JVM.
     *
     * @throws IOException when a part is missing or cannot be read
     */
    String fingerprint() throws IOException {
        MessageDigest digest = sha256();
        for (String property : new String[] {"java.home", "java.vm.name", "java.vm.version", "os.arch"}) {
            add(digest, System.getProperty(property, ""));
        }
        jvmOptions.forEach(option -> add(digest, option));
        for (Path part : parts) {
            try (Stream<Path> files = Files.walk(part)) {
                for (Path file : (Iterable<Path>) files.sorted()::iterator) {
                    addFile(digest, file);
                }
            }
        }
        return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
    }

    /** By its time and size, as the JVM does: to read them all would take longer than an archive saves. */
    private static void addFile(MessageDigest digest, Path file) throws IOException {
        var attributes = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!attributes.isDirectory()) {
            add(
                    digest,
                    file + " " + attributes.size() + " "
                            + attributes.lastModifiedTime().toMillis());
        }
    }

    private static void add(MessageDigest digest, String line) {
        digest.update((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has it", e);
        }
    }
}
