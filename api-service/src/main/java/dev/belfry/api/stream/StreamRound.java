package dev.belfry.api.stream;

import java.util.List;

/**
 * What one round brings.
 *
 * @param heartbeat whether to send a comment, because nothing else was for a while
 * @param last whether the stream ends here
 */
record StreamRound(List<Walk.Event> events, boolean heartbeat, boolean last) {}
