package dev.belfry.transport.http;

import java.time.Duration;
import java.util.Map;

/**
 * One HTTP request to make.
 *
 * @param method an HTTP method in capitals
 * @param url http or https; judged when the call is made
 * @param headers sent as they stand; names and values were checked when they were stored
 * @param body may be empty
 * @param timeout for the whole call, from resolving the name to the last byte
 */
public record OutboundCall(String method, String url, Map<String, String> headers, byte[] body, Duration timeout) {}
