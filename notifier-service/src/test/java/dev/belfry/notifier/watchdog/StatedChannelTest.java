package dev.belfry.notifier.watchdog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belfry.core.notification.ChannelType;
import dev.belfry.core.outbound.AddressGuard;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatedChannelTest {

    private static final AddressGuard GUARD = new AddressGuard(List.of());

    @Test
    void whatTheApiTakesIsTakenAndItsSecretsAreNotShown() {
        StatedChannel.Read read = read("""
                {"type": "slack", "config": {"url": "https://hooks.example/T0/SECRETPARTOFIT", "mention_text": "<!here>"}}
                """);

        assertThat(read.type()).isEqualTo(ChannelType.SLACK);
        assertThat(read.address().text("webhook_url")).isEqualTo("https://hooks.example/T0/SECRETPARTOFIT");
        assertThat(read.address().text("mention_text")).isEqualTo("<!here>");
        assertThat(read.address().unspeakable()).contains("T0/SECRETPARTOFIT");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "SECRET                                                        | it is not JSON",
                "[]                                                            | has to be an object with a type",
                "{}                                                            | type has to be one of webhook, email,",
                "{'type': 'pager'}                                             | type has to be one of webhook, email,",
                "{'type': 'slack'}                                             | config has to be an object",
                "{'type': 'slack', 'config': {}}                               | config.webhook_url is required",
                "{'type': 'slack', 'config': {'webhook': 'SECRET'}}            | config.webhook is not a field of slack",
                "{'type': 'slack', 'config': {'url': 7}}                       | config.url has to be a string",
                "{'type': 'slack', 'config': {'url': ' '}}                     | config.url must not be blank",
                "{'type': 'slack', 'config': {'url': 'ftp://x/SECRET'}}        | config.url: the URL must begin with http",
                "{'type': 'slack', 'config': {'url': 'http://10.0.0.1/SECRET'}} | config.url: 10.0.0.1 is not a public",
                "{'type': 'email', 'config': {'email': 'a@x, b@x'}}            | config.email has to be an e-mail address",
                "{'type': 'email', 'config': {'email': 'a@x', 'include_output': 'yes'}} | has to be true or false",
                "{'type': 'pagerduty', 'config': {'routing_key': 'SECRETSECRETSECRETSECRETSECRETSECRET'}} | at most",
                "{'type': 'telegram', 'config': {'chat_id': '7'}, 'colour': 1} | \"colour\" is not a field; config.bot_token is",
            })
    void whatIsNoChannelIsRefusedWithEverythingThatIsWrongAndWithoutSecrets(String stated, String flaws) {
        assertThatThrownBy(() -> read(stated.replace('\'', '"')))
                .isInstanceOf(IllegalArgumentException.class)
                .hasNoCause()
                .hasMessageStartingWith("notifier.watchdog.channel states no channel: ")
                .message()
                .contains(flaws.split("; "))
                .doesNotContain("SECRET");
    }

    private static StatedChannel.Read read(String json) {
        return StatedChannel.read(json, GUARD);
    }
}
