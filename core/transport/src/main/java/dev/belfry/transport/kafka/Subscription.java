package dev.belfry.transport.kafka;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** How a reader comes by its messages, and what becomes of those it has dealt with. Used by the reader's thread alone. */
interface Subscription {

    /** Once, before the first poll. */
    void begin();

    /** Before each poll. While nothing more is wanted, partitions stay paused, also those that come meanwhile. */
    void steer(boolean more);

    /** Notes a polled message; the result acknowledges it, from any thread. */
    Runnable opened(ConsumerRecord<String, byte[]> message);

    /** After each poll. */
    void settle();

    /** Once, before the consumer is closed. */
    void end();

    /** Whether messages published from now on will arrive, here or at another member. From any thread. */
    boolean isJoined();
}
