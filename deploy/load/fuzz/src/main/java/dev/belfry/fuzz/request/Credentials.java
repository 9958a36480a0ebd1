package dev.belfry.fuzz.request;

/**
 * What the requests are made with.
 *
 * @param login the token of somebody who logged in and owns a workspace
 * @param apiToken an API token that may do all that its maker may
 */
public record Credentials(String login, String apiToken) {}
