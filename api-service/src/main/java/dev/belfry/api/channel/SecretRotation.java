package dev.belfry.api.channel;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belfry.api.json.DocumentReader;
import dev.belfry.api.json.NonBlank;
import dev.belfry.api.json.Sensitive;
import dev.belfry.api.problem.Problem;
import dev.belfry.core.notification.ChannelType;
import dev.belfry.core.outbound.StandardWebhook;
import dev.belfry.core.secret.SecretBox;
import dev.belfry.transport.secret.SealedFields;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.validator.constraints.Range;
import org.jspecify.annotations.Nullable;

/** Gives a webhook another secret and lets the one it had count for a while. */
@Singleton
public class SecretRotation {

    private static final String SECRET = "secret";
    private static final int KEY_BYTES = 24;
    private static final int DEFAULT_OVERLAP_HOURS = 24;

    private final DocumentReader documents;
    private final ChannelDocument channels;
    private final SecretBox box;
    private final RandomGenerator random;
    private final Clock clock;

    SecretRotation(
            DocumentReader documents, ChannelDocument channels, SecretBox box, RandomGenerator random, Clock clock) {
        this.documents = documents;
        this.channels = channels;
        this.box = box;
        this.random = random;
        this.clock = clock;
    }

    /** A rotation as a client states it. */
    public record RotationInput(
            @Schema(description = "The new secret; absent: Belfry makes one and shows it this once", writeOnly = true)
            @NonBlank
            @Size(max = 1024, message = "may have {max} characters at most")
            @Sensitive
            @Nullable
            String secret,

            @Schema(description = "How long messages are signed by both; 24 by default")
            @Range(min = 0, max = 168, message = "has to be from {min} to {max}")
            @Nullable
            Integer overlapHours) {}

    /**
     * What came of it.
     *
     * @param secret the new secret, shown this once; null when the client brought it
     */
    @Schema(name = "RotatedSecret")
    public record Rotated(@Nullable String secret, @Nullable Instant previousSecretUntil) {}

    RotationInput read(ObjectNode document) {
        return documents.read(document, RotationInput.class);
    }

    /** Changes the row of a channel. */
    Rotated rotate(Channel channel, RotationInput input) {
        if (!channel.type.equals(ChannelType.WEBHOOK.wireName())) {
            throw Problem.conflict("only a webhook has a secret that can be rotated; replace that of a " + channel.type
                    + " channel by PATCH");
        }
        String made = input.secret() == null ? StandardWebhook.secret(randomKey()) : null;
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put(SECRET, made == null ? String.valueOf(input.secret()) : made);
        ObjectNode shown = channels.config(channel);
        shown.remove(ChannelType.PREVIOUS_SECRET_UNTIL);
        Instant until = null;
        int hours = input.overlapHours() == null ? DEFAULT_OVERLAP_HOURS : input.overlapHours();
        if (channel.secretSealed != null && hours > 0) {
            until = clock.instant().plus(Duration.ofHours(hours)).truncatedTo(ChronoUnit.MILLIS);
            fields.put(
                    ChannelType.PREVIOUS_SECRET,
                    SealedFields.open(box, channel.id, channel.secretSealed).getOrDefault(SECRET, ""));
            shown.put(ChannelType.PREVIOUS_SECRET_UNTIL, until.toString());
        }
        channel.secretSealed = SealedFields.seal(box, channel.id, fields);
        channel.config = shown.toString();
        return new Rotated(made, until);
    }

    private byte[] randomKey() {
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        return key;
    }
}
