/**
 * What the API's calls cost with few and with many jobs stored.
 *
 * <p>The jobs are stored by SQL, as a long history of creations would have left them: active, due in a year, a few of them
 * paused. Everything measured goes through the public API.
 */
@NullMarked
package dev.belfry.load.api;

import org.jspecify.annotations.NullMarked;
