/**
 * Replaces the key that secrets are sealed with, while every service runs and opens them.
 *
 * <p>The key set lies in a file that the services look at every two seconds. A rotation changes it three times, waits in
 * between until every service must have seen the change, and before the last change seals every stored value anew:
 *
 * <pre>
 * add v2, which opens only ──wait──▶ let v2 seal ──wait──▶ seal all values anew ──wait──▶ drop v1
 * </pre>
 *
 * <p>The last wait is for the values that a service had read before they were sealed anew and opens a moment later.
 *
 * <p>The file keeps its owner, group and mode; a rotation by somebody who cannot keep them is refused and changes
 * nothing, because the services could not read what it leaves and the values sealed anew would be lost to them.
 *
 * <p>Each change is one rename, and what is left to do can be told from the file and the rows, so a rotation that dies
 * anywhere is continued by the next run:
 *
 * <pre>
 * died after         what holds                                     the next run
 * adding v2          v1 seals, v1 and v2 open                       waits, lets v2 seal, goes on
 * letting v2 seal    v2 seals, v1 and v2 open                       waits, seals anew, drops v1
 * some rows          these are under v2, the others under v1        seals the others anew, drops v1
 * all rows           nothing is under v1 any more                   finds no row, drops v1
 * dropping v1        the rotation is complete                       begins the next one
 * </pre>
 *
 * <p>A value that a client replaces meanwhile is never undone: a row is sealed anew only while it holds what was read.
 * The old key is dropped only when no row is left under it. What the waits cannot cover is a service that stands still
 * for longer than a wait and then goes on sealing by the keys it had; the wait has to be chosen above that.
 */
@NullMarked
package dev.belfry.embedded.rotation;

import org.jspecify.annotations.NullMarked;
