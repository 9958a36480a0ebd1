package dev.belfry.core.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.belfry.core.secret.RotatingKeys.Stage;
import java.util.List;
import org.junit.jupiter.api.Test;

class RotatingKeysTest {

    private static final String CONTEXT = "secret/1";

    /** Made before keys were counted: under an id that Tink chose. */
    private static final String UNCOUNTED = """
            {"primaryKeyId":1720649214,"key":[{"keyData":{"typeUrl":"type.googleapis.com/google.crypto.tink.AesGcmKey",\
            "value":"GiDufAubzinJcBmNVww6dFcXKSKZRzl9zc78iqymCI3w/Q==","keyMaterialType":"SYMMETRIC"},\
            "status":"ENABLED","keyId":1720649214,"outputPrefixType":"TINK"}]}""";

    private final String resting = SecretKeys.generate();
    private final String announced = RotatingKeys.of(resting).announced();
    private final String promoted = RotatingKeys.of(announced).promoted();
    private final String retired = RotatingKeys.of(promoted).retired();

    @Test
    void goesFromOneKeyToTheNextInThreeSteps() {
        assertThat(List.of(resting, announced, promoted, retired))
                .extracting(keys -> RotatingKeys.of(keys).stage())
                .containsExactly(Stage.RESTING, Stage.ANNOUNCED, Stage.PROMOTED, Stage.RESTING);
        assertThat(List.of(resting, announced, promoted, retired))
                .extracting(keys -> SecretBox.keyId(SecretBox.of(keys).seal("value", CONTEXT)))
                .containsExactly(1, 1, 2, 2);
        assertThat(List.of(resting, announced, promoted, retired))
                .extracting(keys -> RotatingKeys.of(keys).newestId())
                .containsExactly(1, 2, 2, 2);
        assertThat(List.of(resting, announced, promoted, retired))
                .extracting(keys -> RotatingKeys.of(keys).primaryId())
                .containsExactly(1, 1, 2, 2);
    }

    /** Services read the set at different moments, so two neighbouring sets are in use at once. */
    @Test
    void opensUnderEachSetWhatItsNeighboursSealed() {
        assertOpens(resting, announced);
        assertOpens(announced, resting);
        assertOpens(announced, promoted);
        assertOpens(promoted, announced);
        assertOpens(promoted, retired);
        assertOpens(retired, promoted);
    }

    @Test
    void opensNothingUnderAKeyThatIsGone() {
        byte[] sealed = SecretBox.of(resting).seal("value", CONTEXT);
        assertThatIllegalStateException().isThrownBy(() -> SecretBox.of(retired).open(sealed, CONTEXT));
    }

    @Test
    void countsOn() {
        String third = RotatingKeys.of(retired).announced();
        assertThat(RotatingKeys.of(third).newestId()).isEqualTo(3);
    }

    @Test
    void beginsToCountBehindAKeyThatWasNotCounted() {
        String next = RotatingKeys.of(UNCOUNTED).announced();

        assertThat(RotatingKeys.of(next).primaryId()).isEqualTo(1720649214);
        assertThat(RotatingKeys.of(next).newestId()).isEqualTo(1);
    }

    @Test
    void writesEachSetOnOneLine() {
        assertThat(List.of(announced, promoted, retired)).allMatch(keys -> keys.matches("[!-~]+"));
    }

    @Test
    void takesNoStepTwice() {
        assertThatIllegalStateException().isThrownBy(RotatingKeys.of(announced)::announced);
        assertThatIllegalStateException().isThrownBy(RotatingKeys.of(promoted)::promoted);
        assertThatIllegalStateException()
                .isThrownBy(RotatingKeys.of(announced)::retired)
                .withMessage("the key set is ANNOUNCED, not PROMOTED");
    }

    @Test
    void refusesWhatIsNoKeySet() {
        assertThatIllegalArgumentException().isThrownBy(() -> RotatingKeys.of("{}"));
    }

    private static void assertOpens(String opener, String sealer) {
        assertThat(SecretBox.of(opener).open(SecretBox.of(sealer).seal("value", CONTEXT), CONTEXT))
                .isEqualTo("value");
    }
}
