package dev.belfry.api.channel;

import dev.belfry.api.problem.Detail;
import dev.belfry.api.problem.Problem;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a client may do to the state of a channel: switch it off, and on again. */
final class ChannelState {

    private static final String BY_HAND = "switched off by hand";

    private ChannelState() {}

    /** Brings a channel into a state; one that it is in already, or none, changes nothing. */
    static void set(Channel channel, ChannelInput.@Nullable State state, Instant now) {
        String wanted = state == null ? channel.state : state.name().toLowerCase(Locale.ROOT);
        if (wanted.equals(channel.state)) {
            return;
        }
        if (state == ChannelInput.State.REFUSED) {
            throw Problem.invalid(new Detail("state", "one_of", "may be set to active or off", wanted));
        }
        boolean off = state == ChannelInput.State.OFF;
        channel.state = wanted;
        channel.stateSince = off ? now : null;
        channel.stateReason = off ? BY_HAND : null;
        channel.failingSince = off ? channel.failingSince : null;
    }
}
