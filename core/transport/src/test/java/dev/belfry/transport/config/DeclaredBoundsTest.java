package dev.belfry.transport.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.WithDefault;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeclaredBoundsTest {

    @ConfigMapping(prefix = "bell.tower")
    interface Tower {
        @WithDefault("1")
        @Bounds(min = 1)
        int bellCount();

        @WithDefault("60")
        @Bounds(min = 10, max = 200)
        long heightMetres();

        @WithDefault("0")
        int unbounded();
    }

    @Test
    void acceptsTheBoundsThemselves() {
        Tower tower = read(Map.of("bell.tower.bell-count", "1", "bell.tower.height-metres", "200"));

        assertThat(tower.bellCount()).isEqualTo(1);
        assertThat(tower.heightMetres()).isEqualTo(200);
        assertThat(read(Map.of("bell.tower.unbounded", "-5")).unbounded()).isEqualTo(-5);
    }

    @Test
    void namesEachSettingOutsideOfItsBounds() {
        assertThatThrownBy(() -> read(Map.of("bell.tower.bell-count", "0", "bell.tower.height-metres", "201")))
                .isInstanceOf(ConfigValidationException.class)
                .hasMessageContaining("bell.tower.bell-count must be at least 1, but is 0")
                .hasMessageContaining("bell.tower.height-metres must be from 10 to 200, but is 201");
    }

    /** As a service finds it: by the name of the customizer's class. */
    private static Tower read(Map<String, String> settings) {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .addDiscoveredCustomizers()
                .withMapping(Tower.class)
                .withDefaultValues(settings)
                .build();
        return config.getConfigMapping(Tower.class);
    }
}
