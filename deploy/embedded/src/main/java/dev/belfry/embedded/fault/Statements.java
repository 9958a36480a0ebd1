package dev.belfry.embedded.fault;

import dev.belfry.embedded.fault.Messages.Message;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Which statement a client's messages are about. A prepared one is named later on by its name alone. */
final class Statements {

    private static final char QUERY = 'Q';
    private static final char PARSE = 'P';
    private static final char BIND = 'B';
    private static final char DESCRIBE = 'D';
    private static final char EXECUTE = 'E';
    private static final char CLOSE = 'C';
    private static final char SYNC = 'S';

    private final Map<String, String> prepared = new HashMap<>();
    private final StringBuilder text = new StringBuilder();
    private boolean carriedOut;

    void note(Message message) {
        switch (message.type()) {
            case QUERY -> {
                add(message.text(0));
                carriedOut = true;
            }
            case EXECUTE -> carriedOut = true;
            case PARSE -> {
                String name = message.text(0);
                String sql = message.textAfter(name);
                prepared.put(name, sql);
                add(sql);
            }
            case BIND -> add(prepared.getOrDefault(message.textAfter(message.text(0)), ""));
            default -> {
                // Says nothing about which statement it is.
            }
        }
    }

    /** Whether the database answers it, and whatever came before it, with an end. */
    boolean isEnd(Message message) {
        return message.type() == QUERY || message.type() == SYNC;
    }

    /** Whether it waits for the end of its statement; anything else has to go on at once. */
    boolean isPartOfStatement(Message message) {
        return switch (message.type()) {
            case PARSE, BIND, DESCRIBE, EXECUTE, CLOSE -> true;
            default -> false;
        };
    }

    /** The text of the statement that has come to its end; empty when it was only prepared, which has no effect. */
    Optional<String> takeText() {
        Optional<String> taken = carriedOut ? Optional.of(text.toString()) : Optional.empty();
        text.setLength(0);
        carriedOut = false;
        return taken;
    }

    private void add(String sql) {
        // Prepared and carried out at once, it comes twice.
        if (text.indexOf(sql) < 0) {
            text.append(sql).append('\n');
        }
    }
}
