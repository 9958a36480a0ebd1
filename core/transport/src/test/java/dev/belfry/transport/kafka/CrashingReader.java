package dev.belfry.transport.kafka;

import java.util.List;
import org.apache.kafka.clients.admin.Admin;

/** The main class of a JVM that acknowledges the first half of what it reads and dies without a word. */
final class CrashingReader {

    private CrashingReader() {}

    /** Arguments: brokers, topic, group, how many messages to expect. */
    public static void main(String[] arguments) throws Exception {
        KafkaSettings topic = new KafkaSettings(arguments[0], arguments[1]);
        String group = arguments[2];
        int expected = Integer.parseInt(arguments[3]);
        Receiver receiver = Receiver.silent();
        new TopicReader<>(topic, group, Note.class, receiver, () -> true).start();
        while (receiver.numbers().size() < expected) {
            Thread.onSpinWait();
        }
        List.copyOf(receiver.numbers()).subList(0, expected / 2).forEach(receiver::acknowledge);
        try (Admin admin = TestBroker.admin(topic.bootstrapServers())) {
            while (TestBroker.committed(admin, group, topic) < expected / 2) {
                Thread.onSpinWait();
            }
        }
        Runtime.getRuntime().halt(137);
    }
}
