/**
 * What many requests of one workspace ask for at the same moment, done by one statement. A statement costs much the same
 * for one request as for ten: the way there and back, entering the workspace, the commit and its wait for the disk.
 *
 * <p>Nobody waits for company: the first request goes out at once, and what comes while its statement is under way forms
 * the next. So a lone request is as fast as without, and batches grow with the load by themselves.
 *
 * <p>Nobody pays for anybody else: a batch holds the requests of one workspace, a workspace has one batch of a kind under
 * way, so that it cannot take all connections, and a batch that the database refuses is divided until only the request
 * that is to blame fails. That leaves waiting: a statement of a batch must not wait for a lock that one request needs.
 *
 * <p>Nobody waits twice for a database that hangs: with a batch that was not answered in time fail those that wait behind it.
 */
@NullMarked
package dev.belfry.api.batch;

import org.jspecify.annotations.NullMarked;
