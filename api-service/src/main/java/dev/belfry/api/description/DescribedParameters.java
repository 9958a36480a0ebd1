package dev.belfry.api.description;

import java.math.BigDecimal;
import java.util.Set;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/** What the parameters that many lists share look like. Code takes them as texts, to refuse bad ones in its own words. */
final class DescribedParameters {

    private static final Set<String> INSTANTS = Set.of("from", "to");
    private static final Set<String> IDS = Set.of("job_id", "channel_id", "execution_id", "monitor_id");

    private DescribedParameters() {}

    static void complete(Operation operation) {
        if (operation.getParameters() != null) {
            operation.getParameters().forEach(DescribedParameters::complete);
        }
    }

    private static void complete(Parameter parameter) {
        String name = parameter.getName();
        if (name.equals("limit")) {
            parameter.setSchema(limit());
            parameter.setDescription("How many a page holds at most");
        } else if (name.equals("cursor")) {
            parameter.setDescription("The next_cursor of the page before");
        } else if (INSTANTS.contains(name)) {
            parameter.getSchema().setFormat("date-time");
        } else if (IDS.contains(name)) {
            parameter.getSchema().setFormat("uuid");
        }
    }

    private static Schema limit() {
        return OASFactory.createSchema()
                .addType(SchemaType.INTEGER)
                .minimum(BigDecimal.ONE)
                .maximum(BigDecimal.valueOf(100))
                .defaultValue(50);
    }
}
