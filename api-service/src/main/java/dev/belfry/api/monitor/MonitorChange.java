package dev.belfry.api.monitor;

import dev.belfry.api.monitor.Monitor.Definition;
import dev.belfry.api.monitor.Monitor.Progress;
import dev.belfry.core.monitor.MonitorState;
import dev.belfry.core.monitor.Wait;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a person makes of a monitor.
 *
 * @param reason of the change of state, if there is one
 */
record MonitorChange(Monitor monitor, String reason) {

    /** Another definition. Other times begin a new wait; another grace moves the end of the one there is. */
    static MonitorChange defined(Monitor before, Definition definition, Instant now) {
        boolean sameTimes = definition.isTimedAs(before.definition());
        boolean first = before.state() == MonitorState.PENDING;
        Wait wait = sameTimes
                ? new Wait(
                        before.progress().anchorAt(), first, before.progress().startedAt())
                : new Wait(now, first, null);
        return new MonitorChange(changed(before, definition, before.state(), wait, now), "");
    }

    /** Switched off; the run under way, if any, is forgotten. */
    static MonitorChange paused(Monitor before, Instant now) {
        Wait none = new Wait(before.progress().anchorAt(), false, null);
        return new MonitorChange(
                changed(before, before.definition(), MonitorState.PAUSED, none, now), "somebody paused it");
    }

    /** On again, with a fresh deadline. A monitor that is not paused stays as it is. */
    static MonitorChange resumed(Monitor before, Instant now) {
        if (before.state() != MonitorState.PAUSED) {
            return new MonitorChange(before, "");
        }
        Wait fresh = new Wait(now, true, null);
        return new MonitorChange(
                changed(before, before.definition(), MonitorState.PENDING, fresh, now), "somebody resumed it");
    }

    private static Monitor changed(Monitor before, Definition definition, MonitorState state, Wait wait, Instant now) {
        @Nullable
        Instant deadline =
                state == MonitorState.PAUSED ? null : definition.expectation().deadline(wait);
        Progress progress = before.progress();
        return new Monitor(
                before.id(),
                before.workspaceId(),
                definition,
                state,
                new Progress(wait.anchor(), progress.lastPingAt(), wait.startedAt(), deadline, progress.pingCount()),
                before.createdAt(),
                now);
    }
}
