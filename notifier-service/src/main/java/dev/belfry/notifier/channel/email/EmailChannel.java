package dev.belfry.notifier.channel.email;

import dev.belfry.core.execution.ErrorCode;
import dev.belfry.core.notification.ChannelType;
import dev.belfry.notifier.channel.Channel;
import dev.belfry.notifier.channel.ChannelAddress;
import dev.belfry.notifier.channel.DeliveryOutcome;
import dev.belfry.notifier.channel.DeliveryOutcome.Verdict;
import dev.belfry.notifier.channel.Fitted;
import dev.belfry.notifier.channel.Notification;
import dev.belfry.notifier.channel.Wording;
import dev.belfry.transport.mail.MailConfig;
import io.quarkus.mailer.Mail;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.mail.SMTPException;
import java.time.Duration;
import java.util.List;

/** Sends notifications as letters. */
public final class EmailChannel implements Channel {

    /** What a mail server replies when it has taken a letter (RFC 5321). */
    private static final int ACCEPTED = 250;

    private static final int MAX_SUBJECT = 200;
    private static final int MAX_ERROR = 300;

    private final ReactiveMailer mailer;
    private final MailConfig config;

    public EmailChannel(ReactiveMailer mailer, MailConfig config) {
        this.mailer = mailer;
        this.config = config;
    }

    @Override
    public ChannelType type() {
        return ChannelType.EMAIL;
    }

    @Override
    public Uni<DeliveryOutcome> send(Notification notification, ChannelAddress address) {
        if (config.host().isEmpty()) {
            return Uni.createFrom()
                    .item(ours(ErrorCode.CONNECTION_FAILED, "no mail server is configured (belfry.mail.host)"));
        }
        Wording wording = Wording.of(notification, address.flag("include_output"));
        return mailer.send(letter(notification, wording, address.text("email")))
                .ifNoItem()
                .after(config.timeout())
                .fail()
                .map(sent -> DeliveryOutcome.delivered(ACCEPTED, ""))
                .onFailure()
                .recoverWithItem(EmailChannel::outcome);
    }

    private Mail letter(Notification notification, Wording wording, String receiver) {
        String link = notification.circumstances().link();
        return new Mail()
                .setFrom(config.from())
                .setTo(List.of(receiver))
                .setSubject(Fitted.line(wording.headline(), MAX_SUBJECT))
                .setText(Letters.text(wording, link).render())
                .setHtml(Letters.html(wording, link).render())
                .addHeader("Message-ID", "<" + notification.deliveryId() + "@belfry>")
                .addHeader("Auto-Submitted", "auto-generated");
    }

    private static DeliveryOutcome outcome(Throwable failure) {
        if (failure instanceof SMTPException reply) {
            Verdict verdict = reply.isPermanent() ? Verdict.REFUSED : Verdict.FAILED;
            return new DeliveryOutcome(
                    verdict,
                    reply.getReplyCode(),
                    ErrorCode.SMTP_REPLY,
                    "the mail server replied " + reply.getReplyCode(),
                    reply.getReplyMessage(),
                    Duration.ZERO);
        }
        return failure instanceof TimeoutException
                ? ours(ErrorCode.TIMEOUT, "the mail server did not take the letter in time")
                : ours(ErrorCode.CONNECTION_FAILED, "the mail server cannot be reached: " + failure.getMessage());
    }

    private static DeliveryOutcome ours(ErrorCode code, String error) {
        return DeliveryOutcome.failed(Verdict.OURS, code, Fitted.line(error, MAX_ERROR));
    }
}
