package dev.belfry.api.verification;

import dev.belfry.api.auth.LoginConfig;
import dev.belfry.api.mail.MailService;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Keeps the service from starting in a state in which nobody who signs up could ever do anything. */
@Singleton
class VerificationStart {

    void check(@Observes StartupEvent event, LoginConfig config, MailService mail) {
        if (config.emailVerification() && !mail.isConfigured()) {
            throw new IllegalStateException("belfry.auth.email-verification is on, but there is no mail server to send"
                    + " the links: set belfry.mail.host, or switch the verification off");
        }
    }
}
