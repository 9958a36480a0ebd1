package dev.belfry.core.response;

import java.util.Map;

/**
 * An answer to be judged.
 *
 * @param headers names in lower case
 * @param body what was kept of it
 * @param isCut whether the body goes on after what was kept
 * @param json the body as JSON, read when it is first asked for
 */
public record ReceivedResponse(int status, Map<String, String> headers, String body, boolean isCut, JsonBody json) {}
