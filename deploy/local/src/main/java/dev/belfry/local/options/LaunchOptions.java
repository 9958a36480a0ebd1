package dev.belfry.local.options;

import java.nio.file.Path;

/**
 * What the launcher was asked to do.
 *
 * @param data where everything is kept, absolute
 * @param port the API's port, from 1 to 65535
 * @param demo whether the demo jobs are shown
 * @param allow private ranges that jobs may call
 * @param rateLimit whether the API may limit how often it is called
 * @param replicas how many of each service
 */
public record LaunchOptions(
        Path data, int port, boolean demo, AllowedRanges allow, boolean rateLimit, ReplicaCounts replicas) {}
