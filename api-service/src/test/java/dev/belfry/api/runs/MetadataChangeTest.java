package dev.belfry.api.runs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

class MetadataChangeTest {

    private final ObjectMapper mapper = new ObjectMapper();

    @Test
    void givesTheSameWhenItIsAppliedAgain() throws Exception {
        MetadataChange change = new MetadataChange(read("""
                {"operations": [{"type": "set", "key": "list", "value": [1]},
                                {"type": "append", "key": "list", "value": 2}]}
                """));
        ObjectNode stored = read("{\"a\": 1}");

        ObjectNode first = change.apply(stored);
        ObjectNode second = change.apply(stored);

        assertThat(first).isEqualTo(read("{\"a\": 1, \"list\": [1, 2]}"));
        assertThat(second).isEqualTo(first);
        assertThat(stored).isEqualTo(read("{\"a\": 1}"));
    }

    private ObjectNode read(String json) throws Exception {
        return (ObjectNode) mapper.readTree(json);
    }
}
