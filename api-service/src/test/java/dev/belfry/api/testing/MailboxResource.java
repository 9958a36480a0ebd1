package dev.belfry.api.testing;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A real SMTP server, and a service that has to verify addresses by it. */
public class MailboxResource implements QuarkusTestResourceLifecycleManager {

    private static final String PROPERTY = "belfry.test.mailbox";

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @Override
    public Map<String, String> start() {
        server.start();
        // The test may be loaded by another class loader than this; both see a function of the platform's.
        Function<String, List<String>> letters = this::lettersTo;
        System.getProperties().put(PROPERTY, letters);
        return Map.of(
                "belfry.mail.host", "127.0.0.1",
                "belfry.auth.email-verification", "true",
                "belfry.public-url", "https://belfry.example/",
                "quarkus.mailer.port", Integer.toString(server.getSmtp().getPort()));
    }

    @Override
    public void stop() {
        server.stop();
    }

    /** The texts of all letters to an address, oldest first. */
    @SuppressWarnings("unchecked")
    public static List<String> letters(String address) {
        return ((Function<String, List<String>>) System.getProperties().get(PROPERTY)).apply(address);
    }

    private List<String> lettersTo(String address) {
        return Arrays.stream(server.getReceivedMessages())
                .filter(letter -> isTo(letter, address))
                .map(MailboxResource::text)
                .toList();
    }

    private static boolean isTo(MimeMessage letter, String address) {
        try {
            return letter.getAllRecipients()[0].toString().equals(address);
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(MimeMessage letter) {
        try {
            return letter.getContent().toString();
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
