/**
 * Class archives (AppCDS): the classes of each program, parsed and verified once and mapped by every later start, which
 * saves a third of the processor time that a start takes.
 *
 * <pre>
 *   no archive ──▶ launched noting its classes ──▶ everything ready ──▶ archive made, one program at a time
 *       ▲                                                                      │
 *       └──────── a jar or the JVM changed, or it never got ready ◀── launched with it
 * </pre>
 *
 * <p>An archive is worth time and nothing else: none is ever waited for, and none can keep a program from starting. Its
 * name carries a fingerprint of the jars and of the JVM, it appears whole or not at all, and the JVM itself looks at both
 * once more. One whose program dies before it was ready is thrown away. Where the folder cannot be written there are none.
 */
@NullMarked
package dev.belfry.local.archive;

import org.jspecify.annotations.NullMarked;
