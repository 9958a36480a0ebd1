package dev.belfry.notifier.channel.email;

import dev.belfry.notifier.channel.Wording;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** The templates of a letter, below {@code templates/email}; what they name is checked when the service is built. */
@CheckedTemplate(basePath = "email")
final class Letters {

    private Letters() {}

    static native TemplateInstance html(Wording wording, String link);

    static native TemplateInstance text(Wording wording, String link);
}
