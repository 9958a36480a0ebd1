package dev.belfry.embedded.kafka;

import java.nio.file.Path;
import java.util.Properties;

/** The settings of a broker that shares one small machine with everything else. */
final class BrokerSettings {

    static final int NODE_ID = 1;
    static final String CONTROLLER_LISTENER = "CONTROLLER";

    private BrokerSettings() {}

    static Properties of(Path logDirectory, int brokerPort, int controllerPort) {
        Properties settings = new Properties();
        settings.putAll(identity(logDirectory, brokerPort, controllerPort));
        settings.put("auto.create.topics.enable", "false");
        settings.put("num.network.threads", "1");
        settings.put("num.io.threads", "2");
        settings.put("background.threads", "2");
        settings.put("num.recovery.threads.per.data.dir", "2");
        settings.put("log.cleaner.dedupe.buffer.size", "4194304");
        // Ten megabytes of index for each segment would be set aside at once.
        settings.put("log.index.size.max.bytes", "1048576");
        settings.put("log.segment.bytes", "67108864");
        // Each half second by default, and to the disk: it shows lagging controllers, of which there are none.
        settings.put("metadata.max.idle.interval.ms", "0");
        settings.put("group.initial.rebalance.delay.ms", "0");
        for (String internal :
                new String[] {"offsets.topic", "transaction.state.log", "share.coordinator.state.topic"}) {
            settings.put(internal + ".num.partitions", "1");
            settings.put(internal + ".replication.factor", "1");
        }
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
        return settings;
    }

    private static Properties identity(Path logDirectory, int brokerPort, int controllerPort) {
        Properties identity = new Properties();
        identity.put("process.roles", "broker,controller");
        identity.put("node.id", Integer.toString(NODE_ID));
        identity.put("log.dirs", logDirectory.toString());
        identity.put(
                "listeners",
                "PLAINTEXT://127.0.0.1:" + brokerPort + "," + CONTROLLER_LISTENER + "://127.0.0.1:" + controllerPort);
        identity.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + brokerPort);
        identity.put("controller.listener.names", CONTROLLER_LISTENER);
        identity.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT," + CONTROLLER_LISTENER + ":PLAINTEXT");
        identity.put("controller.quorum.voters", NODE_ID + "@127.0.0.1:" + controllerPort);
        return identity;
    }
}
