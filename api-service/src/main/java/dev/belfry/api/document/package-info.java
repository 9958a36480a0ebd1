/**
 * What programs and their authors read before they call: the pages under {@code /docs}, {@code /llms.txt},
 * {@code /llms-full.txt} and the index of them.
 *
 * <p>A page is written once, as Markdown among the resources. What the API's description knows, its routes and fields, a
 * page only asks for ({@code {{routes: Jobs}}}), so that it cannot say anything else; a test runs every example. The texts
 * are put together when somebody asks first, away from the event loops, and are the same until the program ends: they may
 * be cached by their ETag. They describe the API and are no part of it: its description leaves them out. Each address has a
 * class of its own, because one for all would be asked about every path that nobody serves.
 */
@NullMarked
package dev.belfry.api.document;

import org.jspecify.annotations.NullMarked;
