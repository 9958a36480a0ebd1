/**
 * The one way out to the world.
 *
 * <p>Every call goes through {@link dev.belfry.transport.http.GuardedClient}: the name is resolved, each address it
 * resolves to is judged by the {@link dev.belfry.core.outbound.AddressGuard}, and the connection goes to a judged
 * address. Redirects are followed only as far as a call asks for: each hop is judged like the first, nothing that may be
 * a credential goes to another origin, and nothing goes from https to http. A call ends within its timeout, or at once
 * when nobody waits for it any more, whatever the other side does; it keeps a bounded part of the answer in memory.
 * Where calls of many are made, each is made on an {@link dev.belfry.transport.http.CallAccount account}: what their
 * answers take together is bounded by it, and slow name servers hold up only whoever names them. Expected failures are
 * values, never exceptions.
 */
@NullMarked
package dev.belfry.transport.http;

import org.jspecify.annotations.NullMarked;
