package dev.belfry.api.crontab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetReaderTest {

    private static final String DEFAULT = "https://default.example/run";

    private final TargetReader reader = new TargetReader(DEFAULT);

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '^',
            value = {
                "https://a.example/x?y=1&z=2 ~ https://a.example/x?y=1&z=2",
                "https://a.example/x # nightly ~ https://a.example/x",
                "https://a.example/100%25/ü ~ https://a.example/100%25/ü",
                "https://a.example/100\\%25 ~ https://a.example/100%25",
                "HTTPS://A.example/{{uuid}} ~ HTTPS://A.example/{{uuid}}",
                "curl -fsS https://a.example/x ~ https://a.example/x",
                "/usr/bin/curl -fsS --retry 3 'https://a.example/x?y=1&z=2' > /dev/null 2>&1 ~ https://a.example/x?y=1&z=2",
                "curl --silent \"https://a.example/x?y=%20\\%21\" &>/dev/null ~ https://a.example/x?y=%20%21",
                "curl https://a.example/x?y=1&z=2 ~ https://default.example/run",
                "curl https://a.example/x & ~ https://a.example/x",
                "curl -e https://from.example/ -sm10 https://a.example/x ~ https://a.example/x",
                "curl --proxy http://proxy.example:3128 --url=https://a.example/x ~ https://a.example/x",
                "curl -sXGET https://a.example/x ~ https://a.example/x",
                "curl --request GET https://a.example/x ~ https://a.example/x",
                "curl 'https://a.example/?$filter=x' ~ https://a.example/?$filter=x",
                "curl -s https://a.example/x | logger -t x ~ https://a.example/x",
                "curl -s https://a.example/x || true ~ https://a.example/x",
                "wget -q -O /dev/null https://a.example/x ~ https://a.example/x",
                "wget -qO- https://a.example/x % ignored ~ https://a.example/x",
                "'https://a.example/x' ~ https://a.example/x",
            })
    void findsTheOneUrlThatIsCalled(String command, String url) throws CrontabException {
        assertThat(reader.target(command).url()).isEqualTo(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/usr/local/bin/backup.sh --all",
                "/usr/bin/python3 sync.py --url https://a.example/x",
                "backup.sh && curl -fsS https://ping.example/x",
                "curl https://a.example/x && curl https://b.example/x",
                "curl https://a.example/x || curl https://b.example/alarm",
                "cd /tmp; curl https://a.example/x",
                "(curl https://a.example/x)",
            })
    void putsTheDefaultInPlaceOfAnyOtherCommandAndNamesTheJobAfterIt(String command) throws CrontabException {
        assertThat(reader.target(command)).isEqualTo(new Target(command, DEFAULT, false));
        assertThatThrownBy(() -> new TargetReader(null).target(command)).isInstanceOf(CrontabException.class);
    }

    @Test
    void aLineWithoutACommandTakesTheDefault() throws CrontabException {
        assertThat(reader.target("")).isEqualTo(new Target("default.example/run", DEFAULT, false));
        assertThatThrownBy(() -> new TargetReader(null).target("")).hasMessageContaining("no default_url");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '^',
            value = {
                "curl -X POST https://a.example/x ~ -X",
                "curl -sXPOST https://a.example/x ~ -X",
                "curl -fsSd a=b https://a.example/x ~ -d",
                "curl --data-raw '{}' https://a.example/x ~ --data-raw",
                "curl --request=POST https://a.example/x ~ --request",
                "curl -H 'Authorization: Bearer t' https://a.example/x ~ -H",
                "curl -u me:pw https://a.example/x ~ -u",
                "wget --post-data=a https://a.example/x ~ --post-data",
                "curl https://a.example/x https://b.example/x ~ 2 URLs",
                "curl a.example/x ~ no URLs",
                "curl https://a.example/$(date +\\%F) ~ shell",
                "curl \"https://a.example/$ID\" ~ shell",
                "https://a.example/x https://b.example/x ~ behind the URL",
            })
    void refusesWhatWouldBecomeAnotherCall(String command, String message) {
        assertThatThrownBy(() -> reader.target(command))
                .isInstanceOf(CrontabException.class)
                .hasMessageContaining(message);
    }

    @Test
    void followsRedirectsWhereTheProgramWould() throws CrontabException {
        assertThat(reader.target("curl -fsSL https://a.example/x").followsRedirects())
                .isTrue();
        assertThat(reader.target("curl --location https://a.example/x").followsRedirects())
                .isTrue();
        assertThat(reader.target("wget -q https://a.example/x").followsRedirects())
                .isTrue();
        assertThat(reader.target("curl -fsS https://a.example/x").followsRedirects())
                .isFalse();
        assertThat(reader.target("https://a.example/x").followsRedirects()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "https://a.example/x/y/?q=1#f, a.example/x/y",
        "https://a.example:8443/, a.example:8443",
        "http://a.example, a.example",
    })
    void namesAJobAfterHostAndPath(String url, String name) throws CrontabException {
        assertThat(reader.target(url).name()).isEqualTo(name);
    }

    @Test
    void cutsLongNamesBetweenCharacters() throws CrontabException {
        String name = reader.target("run " + "😀".repeat(200)).name();

        assertThat(name).hasSizeLessThanOrEqualTo(200).endsWith("😀…");
    }
}
