package dev.belfry.transport.http;

/**
 * On whose account a call is made. Whoever makes calls for many gives each of them an account that knows the others', so
 * that none of them uses up what all of them share. Asked on the call's context only.
 */
public interface CallAccount {

    /** Who looks after one caller's calls only: everything may be kept, and all look-ups share one queue. */
    CallAccount SOLE = new CallAccount() {
        @Override
        public Object owner() {
            return "";
        }

        @Override
        public int keep(int bytes) {
            return bytes;
        }
    };

    /** Whose share of the name look-ups the call uses; anything with an {@code equals}. */
    Object owner();

    /**
     * Asks to keep so many more bytes of the answer in memory, of its headers or of its body.
     *
     * @return how many may be kept, from 0 to what was asked; where it is less, the preview ends there
     */
    int keep(int bytes);
}
