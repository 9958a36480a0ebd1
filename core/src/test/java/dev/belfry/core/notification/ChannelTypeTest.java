package dev.belfry.core.notification;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ChannelTypeTest {

    /** Who reads a channel tells by its seal alone whether the secret is there. */
    @ParameterizedTest
    @EnumSource
    void aTypeHasOneSecretAtMost(ChannelType type) {
        assertThat(type.fields()).filteredOn(field -> field.kind().isSecret()).hasSizeLessThanOrEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void aTypeIsFoundByItsName(ChannelType type) {
        assertThat(ChannelType.ofName(type.wireName())).contains(type);
    }

    @ParameterizedTest
    @EnumSource
    void fieldsHaveNamesOfTheirOwn(ChannelType type) {
        assertThat(type.fields())
                .extracting(ChannelField::name)
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("[a-z_]+"));
    }
}
