package dev.belfry.api.label;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belfry.api.auth.WorkspaceId;
import dev.belfry.api.problem.Problem;
import dev.belfry.api.problem.ProblemCode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Writes tags and metadata on executions in any state. The caller has looked whether the execution is there. */
@ApplicationScoped
public class LabelService {

    /** How many tags of its own an execution has at most. */
    public static final int MAX_TAGS = 10;

    private static final int MAX_METADATA = 256 * 1024;

    private final LabelRepository labels;
    private final ObjectMapper mapper;

    LabelService(LabelRepository labels, ObjectMapper mapper) {
        this.labels = labels;
        this.mapper = mapper;
    }

    /**
     * Adds all of the tags or none, and gives how many are new.
     *
     * @throws Problem unprocessable when there would be more than {@value #MAX_TAGS}
     */
    public Uni<Integer> addTags(WorkspaceId workspace, UUID id, List<String> tags) {
        return labels.addTags(workspace, id, tags.stream().distinct().toList(), MAX_TAGS)
                .map(added -> added.orElseThrow(
                        () -> unprocessable("a run has " + MAX_TAGS + " tags at most, so none of these was added")));
    }

    /** Changes the metadata as they are and gives them as they then are; the change leaves what it is given alone. */
    public Uni<ObjectNode> change(WorkspaceId workspace, UUID id, UnaryOperator<ObjectNode> change) {
        return labels.change(workspace, id, stored -> written(change.apply(read(stored))))
                .map(changed -> read(changed.orElseThrow(() -> Problem.notFound("execution", id))));
    }

    /**
     * Metadata that an execution may have.
     *
     * @throws Problem payload too large when they take more than 256 KiB
     */
    public static ObjectNode fitting(ObjectNode metadata) {
        written(metadata);
        return metadata;
    }

    private static String written(ObjectNode metadata) {
        String text = metadata.toString();
        if (text.getBytes(StandardCharsets.UTF_8).length > MAX_METADATA) {
            throw new Problem(ProblemCode.PAYLOAD_TOO_LARGE, "metadata may have 256 KiB at most", List.of());
        }
        return text;
    }

    private ObjectNode read(String stored) {
        try {
            return (ObjectNode) mapper.readTree(stored);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored JSON cannot be read", e);
        }
    }

    private static Problem unprocessable(String message) {
        return new Problem(ProblemCode.UNPROCESSABLE, message, List.of());
    }
}
