package dev.belfry.transport.mail;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Whether letters can be sent. Port, login and encryption of the server are Quarkus's own {@code quarkus.mailer.*}. */
@ConfigMapping(prefix = "belfry.mail")
public interface MailConfig {

    /** The SMTP server; absent: no letters are sent. */
    Optional<String> host();

    /** The sender of every letter. */
    @WithDefault("belfry@localhost")
    String from();

    /** How long the server may take for one letter. */
    @WithDefault("20s")
    Duration timeout();
}
