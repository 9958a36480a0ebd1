package dev.belfry.api.mcp;

import com.fasterxml.jackson.databind.AnnotationIntrospector;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.NopAnnotationIntrospector;
import io.quarkiverse.mcp.server.ToolResponse;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** The extension writes its messages by the mapper of the API; the protocol's own names are in camelCase. */
@Singleton
class ProtocolNames implements ObjectMapperCustomizer {

    private static final String PROTOCOL = ToolResponse.class.getPackageName();

    @Override
    public void customize(ObjectMapper mapper) {
        AnnotationIntrospector others = mapper.getSerializationConfig().getAnnotationIntrospector();
        mapper.setAnnotationIntrospector(AnnotationIntrospector.pair(new OfProtocol(), others));
    }

    private static final class OfProtocol extends NopAnnotationIntrospector {

        private static final long serialVersionUID = 1;

        @Override
        public @Nullable Object findNamingStrategy(AnnotatedClass type) {
            return type.getRawType().getPackageName().startsWith(PROTOCOL)
                    ? PropertyNamingStrategies.LowerCamelCaseStrategy.class
                    : null;
        }
    }
}
