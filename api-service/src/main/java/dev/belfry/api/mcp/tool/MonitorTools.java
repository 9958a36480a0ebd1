package dev.belfry.api.mcp.tool;

import dev.belfry.api.auth.Scope;
import dev.belfry.api.monitor.MonitorService;
import jakarta.inject.Singleton;
import java.util.List;

/** Monitors: who has to be heard from, and when. */
@Singleton
class MonitorTools implements Toolbox {

    private static final String ID = "monitor_id";
    private static final String MONITOR = "monitor";
    private static final Argument MONITOR_ID = Argument.id(ID, "The monitor's id, as list_monitors tells it");

    private final MonitorService monitors;

    MonitorTools(MonitorService monitors) {
        this.monitors = monitors;
    }

    @Override
    public Group group() {
        return Group.OTHERS;
    }

    @Override
    public List<Tool> tools() {
        return List.of(list(), get(), create(), pause(), resume(), delete());
    }

    private Tool list() {
        return Tool.named("list_monitors", "List monitors")
                .is("monitor_list", Scope.MONITORS_READ, Effect.READS)
                .described("""
                        Lists the heartbeat monitors with their states (up, down, pending, paused) and ping addresses,
                        newest first. Changes nothing. Whoever knows a ping_url can ping: do not publish it.
                        """)
                .calling(call -> monitors.list(call.workspace(), call.page()));
    }

    private Tool get() {
        return Tool.named("get_monitor", "Read a monitor")
                .is("monitor_find", Scope.MONITORS_READ, Effect.READS)
                .described("""
                        Reads one monitor: its state, when it was pinged last and by when it has to be pinged again.
                        Changes nothing.
                        """)
                .takes(MONITOR_ID)
                .calling(call -> monitors.find(call.workspace(), call.id(ID, MONITOR)));
    }

    private Tool create() {
        return Tool.named("create_monitor", "Create a monitor")
                .is("monitor_create", Scope.MONITORS_WRITE, Effect.ADDS)
                .described("""
                        Makes an address that a program of the user has to call regularly, by expected_interval_sec or
                        schedule; whoever is silent for longer than grace_seconds beyond that is down. Waits for its first
                        ping at once. Next: put ping_url of the answer into the program, and create_notification_rule with
                        event on_down.
                        """)
                .calling(call -> monitors.create(call.workspace(), call.document()));
    }

    private Tool pause() {
        return Tool.named("pause_monitor", "Pause a monitor")
                .is("monitor_pause", Scope.MONITORS_WRITE, Effect.SETS)
                .described("Switches a monitor off until resume_monitor: no silence brings it down. Pings are kept.")
                .takes(MONITOR_ID)
                .calling(call -> monitors.pause(call.workspace(), call.id(ID, MONITOR)));
    }

    private Tool resume() {
        return Tool.named("resume_monitor", "Resume a monitor")
                .is("monitor_resume", Scope.MONITORS_WRITE, Effect.SETS)
                .described("Switches a paused monitor on again; it waits for a ping from now on.")
                .takes(MONITOR_ID)
                .calling(call -> monitors.resume(call.workspace(), call.id(ID, MONITOR)));
    }

    private Tool delete() {
        return Tool.named("delete_monitor", "Delete a monitor")
                .is("monitor_delete", Scope.MONITORS_WRITE, Effect.DESTROYS)
                .described("""
                        Removes a monitor for good, with its pings, its rules and its addresses: programs that go on
                        pinging get 404. Ask with dry_run first; pause_monitor can be taken back.
                        """)
                .takes(MONITOR_ID)
                .calling(call -> call.removing(
                        "the monitor is removed with its pings, rules and addresses",
                        () -> monitors.find(call.workspace(), call.id(ID, MONITOR)),
                        () -> monitors.delete(call.workspace(), call.id(ID, MONITOR))));
    }
}
