package dev.belfry.core.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlaceTest {

    @Test
    void isWrittenFromTheOutsideIn() {
        assertThat(Place.of("request.body").field("items").element(2).field("id"))
                .hasToString("request.body.items[2].id");
        assertThat(Place.of("").field("name").element(0)).hasToString("name[0]");
    }
}
