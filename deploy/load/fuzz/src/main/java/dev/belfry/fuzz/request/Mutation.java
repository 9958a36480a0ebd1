package dev.belfry.fuzz.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Changes a document in one place, which still is JSON. */
final class Mutation {

    private final Chance chance;
    private final OddJson odd;

    Mutation(Chance chance) {
        this.chance = chance;
        this.odd = new OddJson(chance);
    }

    /** The changed document; the given one is not kept. */
    JsonNode of(JsonNode document) {
        List<JsonNode> containers = new ArrayList<>();
        collect(document, containers);
        if (containers.isEmpty() || chance.oneIn(25)) {
            return odd.value("");
        }
        JsonNode place = chance.pick(containers);
        if (place instanceof ObjectNode object) {
            change(object);
        } else {
            change((ArrayNode) place);
        }
        return document;
    }

    private void change(ObjectNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        if (names.isEmpty() || chance.oneIn(8)) {
            object.set(chance.pick(OddText.TEXTS), odd.value(""));
            return;
        }
        String name = chance.pick(names);
        if (chance.oneIn(8)) {
            object.remove(name);
        } else if (object.get(name).isTextual() && !chance.oneIn(3)) {
            object.put(name, odd.text(name));
        } else if (object.get(name).isNumber() && !chance.oneIn(3)) {
            object.set(name, odd.number());
        } else {
            object.set(name, odd.value(name));
        }
    }

    private void change(ArrayNode array) {
        if (array.isEmpty() || chance.oneIn(2)) {
            array.add(odd.value(""));
        } else {
            array.set(chance.below(array.size()), odd.value(""));
        }
    }

    private static void collect(JsonNode node, List<JsonNode> containers) {
        if (node.isContainerNode()) {
            containers.add(node);
            node.forEach(inner -> collect(inner, containers));
        }
    }
}
