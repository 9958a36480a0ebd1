/**
 * The data folder: what lies where in it, who may read it, and that one launcher at a time uses it.
 *
 * <pre>
 * DIR/local.env      address and token for the shell; there only while everything is ready
 * DIR/database.env   where the database is and how to log in (mode 0600), there as long as local.env
 * DIR/token          the first API token; keyset.json: what secrets are sealed with (mode 0600, as local.env)
 * DIR/jwt.key        what the tokens of logins are signed with (mode 0600)
 * DIR/postgres       data, DIR/kafka: data, DIR/programs: the unpacked PostgreSQL
 * DIR/logs           one log for each part, DIR/run: pid files, DIR/lock: held by the running launcher
 * </pre>
 */
@NullMarked
package dev.belfry.local.home;

import org.jspecify.annotations.NullMarked;
