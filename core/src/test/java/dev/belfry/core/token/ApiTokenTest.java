package dev.belfry.core.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiTokenTest {

    /** Checksum and hash computed elsewhere (Python's zlib and sha256sum): a token once given out must stay good. */
    private static final String KNOWN = "cron_pat_0123456789ABCDEFGHIJKLMNOPQRSTUVLdZgg1";

    private static final String LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    @Test
    void looksAsTheContractSays() {
        assertThat(ApiToken.generate(new SecureRandom()).value()).matches("cron_pat_[0-9A-Za-z]{38}");
    }

    @Test
    void readsWhatItMade() {
        Random random = new Random(1);
        for (int i = 0; i < 10_000; i++) {
            ApiToken token = ApiToken.generate(random);
            assertThat(ApiToken.parse(token.value())).hasValue(token);
        }
    }

    @Test
    void neverMakesTheSameTokenTwice() {
        SecureRandom random = new SecureRandom();
        Set<String> tokens = Stream.generate(() -> ApiToken.generate(random).value())
                .limit(10_000)
                .collect(Collectors.toSet());
        assertThat(tokens).hasSize(10_000);
    }

    @Test
    void usesEveryLetterInEveryRandomPlace() {
        Random random = new Random(2);
        String[] tokens = Stream.generate(() -> ApiToken.generate(random).value())
                .limit(2_000)
                .toArray(String[]::new);
        for (int place = 9; place < 41; place++) {
            int at = place;
            assertThat(Stream.of(tokens).map(token -> token.charAt(at)).distinct())
                    .as("place %d", place)
                    .hasSize(62);
        }
    }

    @Test
    void refusesEveryTokenWithOneChangedCharacter() {
        String token = ApiToken.generate(new Random(3)).value();
        for (int place = 0; place < token.length(); place++) {
            for (char letter : (LETTERS + " _-.\0\u00e9").toCharArray()) {
                String changed = token.substring(0, place) + letter + token.substring(place + 1);
                assertThat(ApiToken.parse(changed).isPresent()).as(changed).isEqualTo(changed.equals(token));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "cron_pat_", "Bearer x", "cron_pat_0123456789", "ghp_0123456789ABCDEFGHIJKLMNOPQRSTUV123456"
            })
    void refusesWhatIsNoToken(String text) {
        assertThat(ApiToken.parse(text)).isEmpty();
    }

    @Test
    void refusesATokenWithSomethingAround() {
        String token = ApiToken.generate(new Random(4)).value();
        assertThat(Stream.of(
                        " " + token,
                        token + " ",
                        token + "\n",
                        token + "0",
                        token.substring(1),
                        token.substring(0, 46)))
                .allSatisfy(text -> assertThat(ApiToken.parse(text)).as(text).isEmpty());
    }

    /** Unicode digits and letters pass for letters in careless checks. */
    @Test
    void refusesOtherScriptsLetters() {
        String token = ApiToken.generate(new Random(5)).value();
        assertThat(IntStream.of(0x0660, 0xff10, 0xff21, 0x0410))
                .allSatisfy(letter -> assertThat(ApiToken.parse(token.substring(0, 46) + (char) (int) letter))
                        .isEmpty());
    }

    @Test
    void keepsPrefixAndHashOfATokenOnceGivenOut() {
        ApiToken token = ApiToken.parse(KNOWN).orElseThrow();
        assertThat(token.prefix()).isEqualTo("cron_pat_01234567");
        assertThat(HexFormat.of().formatHex(token.hash()))
                .isEqualTo("f9d2df91ad629c1296936cd3db6832c73df57bcb8c2bc61f1023d239fe6b1f98");
    }

    @Test
    void showsThePrefixOnly() {
        ApiToken token = ApiToken.parse(KNOWN).orElseThrow();
        assertThat(token).hasToString("cron_pat_01234567...");
        assertThat("the token is " + token).doesNotContain("89ABCDEF");
    }
}
