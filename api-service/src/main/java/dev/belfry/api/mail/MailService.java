package dev.belfry.api.mail;

import dev.belfry.transport.mail.MailConfig;
import io.quarkus.mailer.Mail;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Sends letters. */
@Singleton
public class MailService {

    private static final Logger LOG = Logger.getLogger(MailService.class);

    private final ReactiveMailer mailer;
    private final MailConfig config;

    MailService(ReactiveMailer mailer, MailConfig config) {
        this.mailer = mailer;
        this.config = config;
    }

    public boolean isConfigured() {
        return config.host().isPresent();
    }

    /** Hands a letter to the server; fails when it refuses, or takes too long. Only when {@link #isConfigured()}. */
    public Uni<Void> send(Letter letter) {
        return mailer.send(Mail.withText(letter.to(), letter.subject(), letter.text())
                        .setFrom(config.from()))
                .ifNoItem()
                .after(config.timeout())
                .fail();
    }

    /**
     * Sends a letter without making anybody wait, so that the time of an answer does not tell whether there was a letter.
     * When it fails, or a crash takes it along, its receiver may ask for another.
     */
    public void sendSoon(Letter letter) {
        send(letter).subscribe().with(sent -> {}, failure -> logFailure(letter, failure));
    }

    /** Neither text nor receiver are logged: the one is secret, the other private. */
    private static void logFailure(Letter letter, Throwable failure) {
        LOG.warnf("A letter was not sent, its receiver may ask for another: %s: %s", letter.subject(), failure);
    }
}
