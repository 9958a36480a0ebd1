package dev.belfry.api.json;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lets so many begin at a time. Whoever asks for many turns waits for those of the others. Safe for any number of threads. */
final class Turns {

    private final int atOnce;
    private final Map<Object, Deque<Turn>> waiting = new LinkedHashMap<>();
    private int begun;

    Turns(int atOnce) {
        this.atOnce = atOnce;
    }

    /**
     * Asks for a turn, which begins now or when others have ended.
     *
     * @param owner who asks; anything with an {@code equals}
     */
    Turn ask(Object owner, Runnable begin) {
        Turn turn = new Turn(owner, begin);
        boolean now;
        synchronized (this) {
            now = begun < atOnce;
            if (now) {
                turn.begins();
            } else {
                waiting.computeIfAbsent(owner, any -> new ArrayDeque<>()).add(turn);
            }
        }
        if (now) {
            begin.run();
        }
        return turn;
    }

    /** The next owner's oldest; an owner with more of them stands behind the others then. */
    private @Nullable Turn next() {
        Iterator<Map.Entry<Object, Deque<Turn>>> owners = waiting.entrySet().iterator();
        if (!owners.hasNext()) {
            return null;
        }
        Map.Entry<Object, Deque<Turn>> owner = owners.next();
        owners.remove();
        Turn next = owner.getValue().remove();
        if (!owner.getValue().isEmpty()) {
            waiting.put(owner.getKey(), owner.getValue());
        }
        return next;
    }

    private void leave(Turn turn) {
        waiting.computeIfPresent(turn.owner, (any, line) -> line.remove(turn) && line.isEmpty() ? null : line);
    }

    /** Somebody's turn, from the asking on. */
    final class Turn {
        private final Object owner;
        private final Runnable begin;
        private boolean hasBegun;
        private boolean hasEnded;

        private Turn(Object owner, Runnable begin) {
            this.owner = owner;
            this.begin = begin;
        }

        private void begins() {
            hasBegun = true;
            begun++;
        }

        /** Ends it, whether it has begun or not. Once is enough. */
        void end() {
            Turn next;
            synchronized (Turns.this) {
                next = ended();
            }
            if (next != null) {
                next.begin.run();
            }
        }

        private @Nullable Turn ended() {
            if (hasEnded) {
                return null;
            }
            hasEnded = true;
            if (!hasBegun) {
                leave(this);
                return null;
            }
            begun--;
            Turn next = next();
            if (next != null) {
                next.begins();
            }
            return next;
        }
    }
}
