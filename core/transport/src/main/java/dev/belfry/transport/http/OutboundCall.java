package dev.belfry.transport.http;

import java.time.Duration;
import java.util.Map;

/**
 * One HTTP request to make.
 *
 * @param method one of {@link dev.belfry.core.request.TargetRequest#METHODS}
 * @param url http or https; judged when the call is made
 * @param headers sent as they stand; {@link dev.belfry.core.outbound.RequestHeaders} judges them when the call is made
 * @param body may be empty
 * @param timeout for the whole call, from resolving the name to the last byte
 */
public record OutboundCall(String method, String url, Map<String, String> headers, byte[] body, Duration timeout) {}
