/**
 * The door for agents: {@code POST /mcp} (Model Context Protocol, Streamable HTTP), with {@code /mcp/jobs} and
 * {@code /mcp/runs} for clients that want few tools.
 *
 * <p>The door translates and owns no rule. Each tool is an operation of the API under a name and in words for a model: it
 * calls the service that the REST endpoint calls, needs the same scope, draws on the same allowance and answers the same
 * document, or the same error. What a tool takes and answers is read from the API's description ({@link
 * dev.belfry.api.mcp.tool}).
 *
 * <pre>
 *   request ──▶ limits ──▶ McpGate ──────────────▶ the extension ──▶ ToolRunner ──▶ a service
 *                          reads the body strictly,  speaks the        scope, answer
 *                          finds out who calls,      protocol          or problem
 *                          keeps the arguments back
 * </pre>
 *
 * <p>The gate hands the extension a message without its arguments: tokens and secrets never reach code that might log or
 * repeat them, and numbers stay what was sent. Sessions hold nothing that a request needs: one that a replica does not know
 * is no error, so any replica may answer any request, and no stream is offered, because nothing is ever pushed.
 *
 * <p>A message that is none is refused in the error shape with 400; one that is answered under an id is refused under it, by a
 * JSON-RPC error that carries that shape as its data.
 *
 * <p>A call that a client cancels is carried out all the same, like a REST request whose client hangs up.
 */
@NullMarked
package dev.belfry.api.mcp;

import org.jspecify.annotations.NullMarked;
