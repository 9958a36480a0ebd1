package dev.belfry.api.mcp.tool;

import dev.belfry.api.document.ToolList;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;

/** All tools there are. */
@Singleton
public class ToolTable implements ToolList {

    private final List<Toolbox> boxes;

    ToolTable(@All List<Toolbox> boxes) {
        this.boxes = boxes;
    }

    public List<Toolbox> boxes() {
        return boxes;
    }

    public List<Tool> tools() {
        return boxes.stream().flatMap(box -> box.tools().stream()).toList();
    }

    @Override
    public List<Entry> entries() {
        return tools().stream()
                .map(tool -> new Entry(
                        tool.name(),
                        tool.scope().wireName(),
                        tool.effect().name().toLowerCase(Locale.ROOT),
                        tool.description()))
                .toList();
    }
}
