package dev.belfry.notifier.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belfry.core.secret.reference.SecretMask;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChannelAddressTest {

    private static final String TOKEN = "abcdefghijklmnopqrstuvwx";

    private final ChannelAddress slack =
            ChannelAddress.of("{}", Map.of("webhook_url", "https://hooks.example/services/T000/B000/" + TOKEN));

    @Test
    void theWayOfASecretAddressIsSecretAsAWholeAndInPart() {
        SecretMask mask = SecretMask.of(slack.unspeakable());

        assertThat(mask.mask("Cannot POST /services/T000/B000/" + TOKEN)).doesNotContain(TOKEN, "T000");
        assertThat(mask.mask("no such hook: " + TOKEN)).doesNotContain(TOKEN);
    }

    @Test
    void wordsThatAnybodyMaySayStay() {
        assertThat(SecretMask.of(slack.unspeakable()).mask("no such service, see /services"))
                .isEqualTo("no such service, see /services");
    }
}
