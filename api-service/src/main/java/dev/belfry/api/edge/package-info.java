/**
 * What is decided about a request before any endpoint is asked: its request line, its headers and the announced end of its
 * body.
 *
 * <p>Whatever HTTP itself forbids is refused here in the one error shape, with a 4xx. Only what Vert.x cannot read as HTTP
 * at all is refused by Vert.x, with an empty body ({@link dev.belfry.api.edge.RouterProblems}).
 */
@NullMarked
package dev.belfry.api.edge;

import org.jspecify.annotations.NullMarked;
