package dev.belfry.fuzz.run;

import dev.belfry.fuzz.wire.Sent;

/**
 * A request that was not answered as it must be.
 *
 * @param number which of the run, from 0
 */
public record Finding(int number, String what, Sent sent, String answer) {

    @Override
    public String toString() {
        return "request " + number + " (" + sent.kind() + ", " + sent.about() + "): " + what + "\n  sent: "
                + sent.excerpt().replace("\r", "\\r").replace("\n", "\\n") + "\n  got:  " + answer;
    }
}
