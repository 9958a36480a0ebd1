package dev.belfry.api.document;

import jakarta.ws.rs.core.EntityTag;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * One document.
 *
 * @param tag changes with the text and with nothing else, so that all replicas say the same
 */
public record Document(String mediaType, String text, EntityTag tag) {

    private static final int TAG_LENGTH = 16;

    static Document of(String mediaType, String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return new Document(
                    mediaType,
                    text,
                    new EntityTag(HexFormat.of().formatHex(hash).substring(0, TAG_LENGTH)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
