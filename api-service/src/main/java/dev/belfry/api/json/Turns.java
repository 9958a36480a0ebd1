package dev.belfry.api.json;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Lets so many begin at a time, first come first served. Safe for any number of threads. */
final class Turns {

    private final int atOnce;
    private final Deque<Turn> waiting = new ArrayDeque<>();
    private int begun;

    Turns(int atOnce) {
        this.atOnce = atOnce;
    }

    /** Asks for a turn, which begins now or when others have ended. */
    Turn ask(Runnable begin) {
        Turn turn = new Turn(begin);
        boolean now;
        synchronized (this) {
            now = begun < atOnce;
            if (now) {
                turn.begins();
            } else {
                waiting.add(turn);
            }
        }
        if (now) {
            begin.run();
        }
        return turn;
    }

    /** Somebody's turn, from the asking on. */
    final class Turn {
        private final Runnable begin;
        private boolean hasBegun;
        private boolean hasEnded;

        private Turn(Runnable begin) {
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
                waiting.remove(this);
                return null;
            }
            begun--;
            Turn next = waiting.poll();
            if (next != null) {
                next.begins();
            }
            return next;
        }
    }
}
