package dev.belfry.core.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.mac.MacConfig;
import com.google.crypto.tink.mac.PredefinedMacParameters;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretBoxTest {

    private static final String CONTEXT = "notification_channel/1";

    /** Sealed once and written down: what rests in a database must open under every later release. */
    private static final String OLD_KEYSET = """
            {"primaryKeyId":1720649214,"key":[{"keyData":{"typeUrl":"type.googleapis.com/google.crypto.tink.AesGcmKey",\
            "value":"GiDufAubzinJcBmNVww6dFcXKSKZRzl9zc78iqymCI3w/Q==","keyMaterialType":"SYMMETRIC"},\
            "status":"ENABLED","keyId":1720649214,"outputPrefixType":"TINK"}]}""";

    private static final String OLD_SEAL =
            "01668f05fe4b8815e09a6bdad0cdd4d6c7bbe3e714b6887fdc7a72bfc2c871dd26934fbed5618fec111615";

    private final SecretBox box = SecretBox.of(SecretKeys.generate());

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "whsec_abc", "\u00fc\u20ac\ud83d\ude00\0\n", "{\"a\":1}"})
    void opensWhatItSealed(String value) {
        assertThat(box.open(box.seal(value, CONTEXT), CONTEXT)).isEqualTo(value);
    }

    @Test
    void opensAMegabyte() {
        String value = "x".repeat(1024 * 1024);
        assertThat(box.open(box.seal(value, CONTEXT), CONTEXT)).isEqualTo(value);
    }

    @Test
    void opensWhatAnEarlierReleaseSealed() {
        assertThat(SecretBox.of(OLD_KEYSET).open(HexFormat.of().parseHex(OLD_SEAL), CONTEXT))
                .isEqualTo("fixture \u00fc");
    }

    @Test
    void sealsTheSameValueDifferentlyEachTime() {
        assertThat(box.seal("value", CONTEXT)).isNotEqualTo(box.seal("value", CONTEXT));
    }

    @Test
    void hidesTheValue() {
        assertThat(new String(box.seal("plain text value", CONTEXT), java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("plain", "value");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"notification_channel/2", "notification_channel/", "", "Notification_channel/1", "secret/1"})
    void refusesAnotherContext(String context) {
        byte[] sealed = box.seal("hidden value", CONTEXT);
        assertThatIllegalStateException()
                .isThrownBy(() -> box.open(sealed, context))
                .withMessage("cannot open the sealed value of " + context);
    }

    @Test
    void refusesAnotherKey() {
        byte[] sealed = SecretBox.of(SecretKeys.generate()).seal("value", CONTEXT);
        assertThatIllegalStateException().isThrownBy(() -> box.open(sealed, CONTEXT));
    }

    @Test
    void refusesASealWithOneChangedBit() {
        byte[] sealed = box.seal("value", CONTEXT);
        for (int bit = 0; bit < sealed.length * 8; bit++) {
            byte[] changed = sealed.clone();
            changed[bit / 8] ^= (byte) (1 << (bit % 8));
            assertThatIllegalStateException().as("bit %d", bit).isThrownBy(() -> box.open(changed, CONTEXT));
        }
    }

    @Test
    void refusesASealThatIsShortenedOrExtended() {
        byte[] sealed = box.seal("value", CONTEXT);
        for (int length = 0; length < sealed.length; length++) {
            byte[] shortened = Arrays.copyOf(sealed, length);
            assertThatIllegalStateException().isThrownBy(() -> box.open(shortened, CONTEXT));
        }
        byte[] extended = Arrays.copyOf(sealed, sealed.length + 1);
        assertThatIllegalStateException().isThrownBy(() -> box.open(extended, CONTEXT));
    }

    @Test
    void opensOldSealsAndMakesNewOnesUnderARotatedKeySet() {
        // given
        String before = SecretKeys.generate();
        byte[] oldSeal = SecretBox.of(before).seal("value", CONTEXT);

        // when
        SecretBox rotated = SecretBox.of(
                RotatingKeys.of(RotatingKeys.of(before).announced()).promoted());
        byte[] newSeal = rotated.seal("value", CONTEXT);

        // then
        assertThat(rotated.open(oldSeal, CONTEXT)).isEqualTo("value");
        assertThat(rotated.open(newSeal, CONTEXT)).isEqualTo("value");
        assertThatIllegalStateException()
                .as("sealed under the newest key, which the old key set lacks")
                .isThrownBy(() -> SecretBox.of(before).open(newSeal, CONTEXT));
    }

    @Test
    void tellsWhichKeySealedAValue() {
        byte[] sealed = box.seal("value", CONTEXT);

        assertThat(SecretBox.keyId(sealed)).isEqualTo(1);
        assertThat(sealed).startsWith(SecretBox.prefix(1));
        assertThat(SecretBox.keyId(HexFormat.of().parseHex(OLD_SEAL))).isEqualTo(1720649214);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "01", "01000000", "0000000001", "0200000001aabbcc"})
    void knowsNoKeyOfWhatIsNoSealedValue(String hexadecimal) {
        byte[] bytes = HexFormat.of().parseHex(hexadecimal);
        assertThatIllegalArgumentException().isThrownBy(() -> SecretBox.keyId(bytes));
    }

    @Test
    void goesOnWithReplacedKeysAndKeepsItsOwnWhenTheyAreNone() {
        // given
        String before = SecretKeys.generate();
        String after = SecretKeys.generate();
        SecretBox changing = SecretBox.of(before);

        // when
        changing.replaceKeys(after);
        assertThatIllegalArgumentException().isThrownBy(() -> changing.replaceKeys("{"));

        // then
        assertThat(changing.open(SecretBox.of(after).seal("value", CONTEXT), CONTEXT))
                .isEqualTo("value");
        assertThat(SecretBox.of(after).open(changing.seal("value", CONTEXT), CONTEXT))
                .isEqualTo("value");
    }

    @Test
    void tellsWhenAValueDoesNotOpen() {
        // given
        AtomicInteger told = new AtomicInteger();
        box.whenNothingOpens(told::incrementAndGet);
        byte[] sealed = SecretBox.of(SecretKeys.generate()).seal("value", CONTEXT);

        // when
        box.open(box.seal("value", CONTEXT), CONTEXT);
        assertThat(told).hasValue(0);
        assertThatIllegalStateException().isThrownBy(() -> box.open(sealed, CONTEXT));

        // then
        assertThat(told).hasValue(1);
    }

    @Test
    void refusesAKeySetThatCannotSeal() throws Exception {
        MacConfig.register();
        String keyset = text(KeysetHandle.generateNew(PredefinedMacParameters.HMAC_SHA256_128BITTAG));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SecretBox.of(keyset))
                .withMessageStartingWith("belfry.secret.keyset cannot seal");
    }

    private static String text(KeysetHandle keys) throws GeneralSecurityException {
        return TinkJsonProtoKeysetFormat.serializeKeyset(keys, InsecureSecretKeyAccess.get());
    }
}
