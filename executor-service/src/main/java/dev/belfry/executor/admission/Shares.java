package dev.belfry.executor.admission;

/**
 * How much may be under way, in one unit: calls, or bytes. What is admitted last may exceed it by its own size.
 *
 * @param total in all
 * @param perWorkspace for one workspace while no other has anything under way; the more the others have, the less
 * @param perHost towards one host, for all workspaces together; one of them may have twice as much there as is free,
 *     alone two thirds
 */
public record Shares(long total, long perWorkspace, long perHost) {

    /**
     * Whether a workspace may have more. Its bound falls with what is free: alone one gets all of its share, the next one
     * as large a part of what is left, and those that hold more than their part are let in no more until they hold less.
     *
     * @param ofBoth of that workspace towards that host
     */
    boolean hasRoom(long inAll, long ofWorkspace, long ofHost, long ofBoth) {
        return inAll < total
                && ofHost < perHost
                && ofBoth < 2 * (perHost - ofHost)
                && ofWorkspace < perWorkspace
                && ofWorkspace * (total - perWorkspace) < perWorkspace * (total - inAll);
    }
}
