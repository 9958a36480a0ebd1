package dev.belfry.api.badge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belfry.core.monitor.MonitorState;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Document;

class BadgeImageTest {

    @ParameterizedTest
    @EnumSource
    void showsTheStateAsAWordForEyesAndScreenReaders(MonitorState state) throws Exception {
        Document image = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(BadgeImage.svg(state).getBytes(StandardCharsets.UTF_8)));

        assertThat(image.getDocumentElement().getAttribute("aria-label")).isEqualTo("heartbeat: " + state.wireName());
        assertThat(image.getElementsByTagName("text").item(1).getTextContent()).isEqualTo(state.wireName());
    }

    /** WCAG 2.2, 1.4.3: 4.5 to 1 for text of this size. */
    @ParameterizedTest
    @EnumSource
    void whiteIsReadableOnEachColour(MonitorState state) {
        assertThat(1.05 / (luminance(BadgeImage.colour(state)) + 0.05)).isGreaterThan(4.5);
    }

    private static double luminance(String colour) {
        return 0.2126 * channel(colour, 1) + 0.7152 * channel(colour, 3) + 0.0722 * channel(colour, 5);
    }

    private static double channel(String colour, int at) {
        double value = Integer.parseInt(colour.substring(at, at + 2), 16) / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }
}
