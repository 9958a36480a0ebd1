package dev.belfry.api.crontab;

/**
 * What a line calls.
 *
 * @param followsRedirects whether the line's own program would have
 */
record Target(String name, String url, boolean followsRedirects) {}
