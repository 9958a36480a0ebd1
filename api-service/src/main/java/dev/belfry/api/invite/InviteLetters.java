package dev.belfry.api.invite;

import dev.belfry.api.link.LinkConfig;
import dev.belfry.api.link.LinkSecret;
import dev.belfry.api.link.LinkService;
import dev.belfry.api.mail.Letter;
import dev.belfry.api.mail.MailService;
import dev.belfry.api.problem.Problem;
import dev.belfry.api.problem.ProblemCode;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Brings the link of an invitation to whoever is invited. */
@Singleton
class InviteLetters {

    private static final Logger LOG = Logger.getLogger(InviteLetters.class);
    private static final String PATH = "/accept-invite?token=";

    private final LinkService links;
    private final LinkConfig config;
    private final MailService mail;

    InviteLetters(LinkService links, LinkConfig config, MailService mail) {
        this.links = links;
        this.config = config;
        this.mail = mail;
    }

    Duration lifetime() {
        return config.inviteFor();
    }

    /** Sends the link; answers it for the inviter to hand on when there is no mail server, null otherwise. */
    Uni<@Nullable String> deliver(Invite invite, LinkSecret secret) {
        String url = links.url(PATH, secret);
        if (!mail.isConfigured()) {
            return Uni.createFrom().item(url);
        }
        return mail.send(letter(invite, url))
                .onFailure()
                .transform(InviteLetters::notSent)
                .map(sent -> null);
    }

    private static Problem notSent(Throwable failure) {
        LOG.warnf("An invitation could not be sent, its inviter was told: %s", failure);
        return new Problem(
                ProblemCode.UNAVAILABLE, "the mail server did not take the invitation; invite again later", List.of());
    }

    private static Letter letter(Invite invite, String url) {
        return new Letter(invite.email(), "You are invited to a workspace", """
                Hello,

                %s invites you to the workspace "%s" on Belfry. To join, open this link:

                %s
                """.formatted(
                        oneLine(invite.inviterName()), oneLine(invite.workspaceName()), url));
    }

    /** A name may hold line breaks, and must not write a letter of its own. */
    private static String oneLine(String name) {
        return name.replaceAll("\\s+", " ");
    }
}
