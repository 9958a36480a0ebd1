/**
 * Where a service has its keys from: the text of a setting, or a file that may change while it runs.
 *
 * <p>{@link dev.belfry.transport.secret.KeySetWatch} hands out one {@link dev.belfry.core.secret.SecretBox} for the whole
 * service and looks at the file every two seconds, and at once when a value does not open. A changed set is taken over
 * between two uses of the box; one that cannot be read leaves the service with the keys it has. Nothing here blocks the
 * caller but the start: later on files are read on a thread of the watch.
 *
 * <p>{@link dev.belfry.transport.secret.SealedFields} is how several values share one seal.
 */
@NullMarked
package dev.belfry.transport.secret;

import org.jspecify.annotations.NullMarked;
