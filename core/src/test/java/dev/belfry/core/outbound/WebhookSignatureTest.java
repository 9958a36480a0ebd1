package dev.belfry.core.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhookSignatureTest {

    /** The expected values come from {@code printf '%s' '<seconds>.<body>' | openssl dgst -sha256 -hmac '<secret>'}. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD | 1767225600 | {"a":"ü","n":1} | 464aa08f5779d8e63dcb37d1769a3cc44da26ace813bf7d32584897dca630af0
                    k                                      | 0          | ``              | 6b4a4b8b3c40f1e8f53a3d36682e5f99f7ad2ac1df1c93dfe336f329167641e7
                    schlüssel                              | -1         | x               | a8f2049d0b3be36c2b4116392a70f6c5a15eb1f6174ddffa424a6663a35e663f
                    """)
    void isWhatOpensslComputes(String secret, long seconds, String body, String expected) {
        assertThat(WebhookSignature.of(secret, seconds, body.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("sha256=" + expected);
    }

    @Test
    void coversSecretTimeAndEveryByteOfTheBody() {
        String signature = WebhookSignature.of("secret", 1, new byte[] {1, 2, 3});
        assertThat(signature)
                .isNotEqualTo(WebhookSignature.of("Secret", 1, new byte[] {1, 2, 3}))
                .isNotEqualTo(WebhookSignature.of("secret", 2, new byte[] {1, 2, 3}))
                .isNotEqualTo(WebhookSignature.of("secret", 1, new byte[] {1, 2, 4}))
                .isNotEqualTo(WebhookSignature.of("secret", 1, new byte[] {1, 2}));
    }

    @Test
    void refusesAnEmptySecret() {
        assertThatIllegalArgumentException().isThrownBy(() -> WebhookSignature.of("", 1, new byte[0]));
    }
}
