package dev.belfry.transport.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.junit.jupiter.api.Test;

class KafkaConfigTest {

    @Test
    void readsTheBrokersFromKafkaBootstrapServers() {
        KafkaConfig config = config("kafka.bootstrap.servers", "a:9092,b:9092").getConfigMapping(KafkaConfig.class);
        assertThat(config.servers()).isEqualTo("a:9092,b:9092");
        assertThat(config.topic("execution.requested"))
                .isEqualTo(new KafkaSettings("a:9092,b:9092", "execution.requested"));
    }

    @Test
    void hasNoDefaultForTheBrokers() {
        assertThatThrownBy(() -> config("other", "x"))
                .isInstanceOf(ConfigValidationException.class)
                .hasMessageContaining("kafka.bootstrap.servers");
    }

    private static SmallRyeConfig config(String name, String value) {
        return new SmallRyeConfigBuilder()
                .withMapping(KafkaConfig.class)
                .withDefaultValue(name, value)
                .build();
    }
}
