package dev.belfry.embedded.fault;

import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;

/** Decides on each statement that is carried out. Called by several threads. */
@FunctionalInterface
public interface Faults {

    Faults NONE = sql -> Fault.NONE;

    /** @param sql the statement's text, as it was prepared; of several that are sent as one, all of them */
    Fault of(String sql);

    /**
     * By chance, and the same again for the same seed as long as the statements come in the same order.
     *
     * @param lost the share of statements that get lost, from 0 to 1
     * @param answerLost the share of statements whose answer gets lost, from 0 to 1; both together at most 1
     */
    static Faults random(long seed, double lost, double answerLost) {
        if (lost < 0 || answerLost < 0 || lost + answerLost > 1) {
            throw new IllegalArgumentException("shares from 0 to 1 are needed, not " + lost + " and " + answerLost);
        }
        Random random = new Random(seed);
        return sql -> {
            double chance = random.nextDouble();
            if (chance < lost) {
                return Fault.LOST;
            }
            return chance < lost + answerLost ? Fault.ANSWER_LOST : Fault.NONE;
        };
    }

    /** Only for the next statement that contains a text. */
    static Faults once(Fault fault, String part) {
        AtomicBoolean done = new AtomicBoolean();
        return sql -> sql.contains(part) && done.compareAndSet(false, true) ? fault : Fault.NONE;
    }
}
