package dev.belfry.api.recovery;

import dev.belfry.api.link.LinkPurpose;
import dev.belfry.api.link.LinkService;
import dev.belfry.api.mail.Letter;
import dev.belfry.api.mail.MailService;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Writes the letters by which a new password is chosen. */
@Singleton
class ResetLetters {

    private static final Logger LOG = Logger.getLogger(ResetLetters.class);

    private final LinkService links;
    private final MailService mail;

    ResetLetters(LinkService links, MailService mail) {
        this.links = links;
        this.mail = mail;
    }

    /**
     * Makes a link and sends it, without making anybody wait: an address without an account takes no longer. What fails
     * is logged, and the person asks again.
     */
    void sendSoon(UUID user, String email) {
        if (!mail.isConfigured()) {
            LOG.warn("Somebody forgot a password, but there is no mail server to send a link: set belfry.mail.host");
            return;
        }
        links.issue(user, LinkPurpose.RESET_PASSWORD)
                .subscribe()
                .with(
                        url -> {
                            if (url != null) {
                                mail.sendSoon(letter(email, url));
                            }
                        },
                        failure -> LOG.warnf("A link for a new password could not be stored: %s", failure));
    }

    private static Letter letter(String email, String url) {
        return new Letter(email, "Choose a new password", """
                Hello,

                somebody forgot the password of the Belfry account with this address. If it was you, choose a new one
                within the hour:

                %s

                If it was not, do nothing: your password stays.
                """.formatted(url));
    }
}
