package dev.belfry.api.ping;

import dev.belfry.api.ping.Heartbeat.Flip;
import dev.belfry.core.monitor.MonitorState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Pings of one workspace and the locked monitors they are for: what each of them makes of the one before. */
final class PingBatch {

    /** A ping that found its monitor. */
    record Taken(Ping ping, UUID monitorId, long number, Instant at) {}

    private final Map<UUID, Heartbeat> byAddress;
    private final List<Optional<MonitorState>> states = new ArrayList<>();
    private final List<Taken> taken = new ArrayList<>();
    private final List<Flip> flips = new ArrayList<>();
    private final Map<UUID, Heartbeat> touched = new LinkedHashMap<>();

    /**
     * A batch that was decided.
     *
     * @param now the database's time
     * @param nowNanos the reading of this process's stopwatch at that time
     */
    PingBatch(Map<UUID, Heartbeat> byAddress, List<Ping> pings, Instant now, long nowNanos) {
        this.byAddress = byAddress;
        pings.forEach(ping -> take(ping, now.minusNanos(Math.max(0, nowNanos - ping.arrivedNanos()))));
    }

    private void take(Ping ping, Instant at) {
        Heartbeat monitor = byAddress.get(ping.address().id());
        if (monitor == null) {
            states.add(Optional.empty());
            return;
        }
        monitor.take(ping.signal(), ping.run(), at).ifPresent(flips::add);
        touched.put(monitor.monitorId(), monitor);
        taken.add(new Taken(ping, monitor.monitorId(), monitor.pingCount(), at));
        states.add(Optional.of(monitor.state()));
    }

    /** The state after each ping, in their order; nothing for one whose address is gone. */
    List<Optional<MonitorState>> states() {
        return states;
    }

    List<Taken> taken() {
        return taken;
    }

    List<Flip> flips() {
        return flips;
    }

    List<Heartbeat> touched() {
        return List.copyOf(touched.values());
    }
}
