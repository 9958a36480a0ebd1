/**
 * Proves that Belfry loses nothing: it runs one of its own, keeps it busy, lets faults befall it at random, and then pairs
 * every instant that was due with the rows and the calls that came of it.
 *
 * <pre>
 *  traffic ──REST──▶ two of each service ──HTTP──▶ target
 *     │                   ▲                          │ what was called
 *     │ what was asked    │ faults                   ▼
 *     └──▶ ledger ────────┼───────────────▶ pairing ──▶ account: table, JSON, broken promises
 *                         │                    ▲
 *                 deck (by a seed)             └── rows, read once at the end
 * </pre>
 */
@NullMarked
package dev.belfry.load.faults;

import org.jspecify.annotations.NullMarked;
