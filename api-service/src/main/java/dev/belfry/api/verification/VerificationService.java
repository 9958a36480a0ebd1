package dev.belfry.api.verification;

import dev.belfry.api.auth.IdentityCache;
import dev.belfry.api.link.LinkPurpose;
import dev.belfry.api.link.LinkSecret;
import dev.belfry.api.link.LinkService;
import dev.belfry.api.mail.Letter;
import dev.belfry.api.mail.MailService;
import dev.belfry.api.problem.Detail;
import dev.belfry.api.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Sends the letters that verify addresses, and believes those who follow their links. */
@Singleton
public class VerificationService {

    private final VerificationRepository addresses;
    private final LinkService links;
    private final MailService mail;
    private final IdentityCache identities;

    VerificationService(
            VerificationRepository addresses, LinkService links, MailService mail, IdentityCache identities) {
        this.addresses = addresses;
        this.links = links;
        this.mail = mail;
        this.identities = identities;
    }

    /** Sends a new account its link. */
    public Uni<Void> start(UUID user, String email) {
        return links.issue(user, LinkPurpose.VERIFY_EMAIL)
                .invoke(url -> {
                    if (url != null) {
                        mail.sendSoon(letter(email, url));
                    }
                })
                .replaceWithVoid();
    }

    /**
     * Sends the link again; the ones before it stay good. Nothing is sent to who is verified already.
     *
     * @throws Problem 429 when the last letter is not a minute old
     */
    public Uni<Void> resend(UUID user) {
        if (!mail.isConfigured()) {
            throw Problem.conflict("this Belfry has no mail server, so it cannot send a link");
        }
        return addresses
                .pendingEmail(user)
                .chain(email -> email == null ? Uni.createFrom().voidItem() : again(user, email));
    }

    private Uni<Void> again(UUID user, String email) {
        return links.issue(user, LinkPurpose.VERIFY_EMAIL)
                .invoke(url -> {
                    if (url == null) {
                        throw Problem.rateLimited("a letter was sent just now; look for it first", LinkService.PAUSE);
                    }
                    mail.sendSoon(letter(email, url));
                })
                .replaceWithVoid();
    }

    /**
     * Believes who follows a link.
     *
     * @throws Problem 400 when the link opens nothing
     */
    public Uni<Void> verify(@Nullable String token) {
        if (token == null) {
            throw Problem.invalid(new Detail("token", "required", "is required", null));
        }
        return addresses
                .redeem(new LinkSecret(token))
                .invoke(opened -> {
                    if (!opened) {
                        throw LinkSecret.refused();
                    }
                    identities.forget();
                })
                .replaceWithVoid();
    }

    private static Letter letter(String email, String url) {
        return new Letter(email, "Confirm your e-mail address", """
                Hello,

                somebody signed up to Belfry with this address. If it was you, open this link:

                %s

                If it was not, do nothing: without the link the account is of no use.
                """.formatted(url));
    }
}
