/**
 * How much one caller may ask for, counted over all replicas together.
 *
 * <p>Each caller has a bucket that holds a limit's whole allowance and fills up again evenly. Stored of it is one
 * instant, the one at which it is full again, by the clock of the database: so replicas need not agree about the time,
 * and an idle bucket needs no row. A replica takes for all requests that wait at that moment in one statement, so the
 * number of statements follows the database's speed and not the number of requests.
 *
 * <p>Which bucket a request draws from: that of its token, or of its user in a workspace; without valid credentials that
 * of its address; where passwords are tried or mails are sent, a smaller one of its address in any case. Refused
 * requests use nothing up.
 *
 * <p>A database that does not answer limits nobody: the request goes on and meets the same database. A replica that
 * ends between the statement and the answer has used up what nobody got, and it fills up again.
 *
 * <p>Limited is what lies under {@code /v1}, {@code /api} and {@code /mcp}, whether there is an endpoint or not; every answer there tells
 * what is left. A tool called with its token as an argument draws on the allowance of the address and of the token.
 */
@NullMarked
package dev.belfry.api.limit;

import org.jspecify.annotations.NullMarked;
