package dev.belfry.api.description;

import dev.belfry.core.notification.ChannelField;
import dev.belfry.core.notification.ChannelType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/** What {@code config} holds for each type of channel, as {@link ChannelType} says: sent, changed and answered. */
final class DescribedChannels {

    private static final String CONFIG = "config";

    void complete(OpenAPI api) {
        List<Schema> sent = new ArrayList<>();
        List<Schema> changed = new ArrayList<>();
        List<Schema> answered = new ArrayList<>();
        for (ChannelType type : ChannelType.values()) {
            sent.add(add(api, name(type), sent(type, false)));
            changed.add(add(api, name(type) + "Patch", sent(type, true)));
            answered.add(add(api, name(type) + "View", answered(type)));
        }
        Schema nothing = OASFactory.createSchema().addType(SchemaType.NULL);
        changed.add(nothing);
        replace(api, "ChannelInput", sent);
        replace(api, "ChannelPatch", changed);
        replace(api, "NotificationChannel", answered);
    }

    private static String name(ChannelType type) {
        String name = type.wireName();
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1) + "Config";
    }

    private static Schema add(OpenAPI api, String name, Schema schema) {
        api.getComponents().addSchema(name, schema);
        return OASFactory.createSchema().ref("#/components/schemas/" + name);
    }

    private static void replace(OpenAPI api, String owner, List<Schema> alternatives) {
        Schema schema = Objects.requireNonNull(api.getComponents().getSchemas().get(owner), owner);
        schema.addProperty(
                CONFIG,
                OASFactory.createSchema().description("By the channel's type").anyOf(alternatives));
    }

    private static Schema sent(ChannelType type, boolean isPatch) {
        Schema schema = OASFactory.createSchema().addType(SchemaType.OBJECT);
        for (ChannelField field : type.fields()) {
            boolean required = field.required() && !isPatch;
            Schema property = value(field, !required);
            property.setWriteOnly(field.kind().isSecret() ? true : null);
            schema.addProperty(field.name(), property);
            if (required) {
                schema.addRequired(field.name());
            }
        }
        return schema;
    }

    private static Schema answered(ChannelType type) {
        Schema schema = OASFactory.createSchema().addType(SchemaType.OBJECT);
        for (ChannelField field : type.fields()) {
            boolean isSecret = field.kind().isSecret();
            String name = isSecret ? field.configuredName() : field.name();
            schema.addProperty(
                    name,
                    isSecret
                            ? OASFactory.createSchema().addType(SchemaType.BOOLEAN)
                            : value(field, !field.required() && field.kind() != ChannelField.Kind.FLAG));
            schema.addRequired(name);
        }
        if (type == ChannelType.WEBHOOK) {
            schema.addProperty(
                    ChannelType.PREVIOUS_SECRET_UNTIL,
                    OASFactory.createSchema()
                            .addType(SchemaType.STRING)
                            .format("date-time")
                            .description("Until when messages are signed by the secret before as well"));
        }
        return schema;
    }

    private static Schema value(ChannelField field, boolean mayBeNull) {
        boolean isFlag = field.kind() == ChannelField.Kind.FLAG;
        List<SchemaType> types = new ArrayList<>(Arrays.asList(isFlag ? SchemaType.BOOLEAN : SchemaType.STRING));
        if (mayBeNull) {
            types.add(SchemaType.NULL);
        }
        return OASFactory.createSchema()
                .type(types)
                .maxLength(isFlag ? null : field.maxLength())
                .description(field.description());
    }
}
