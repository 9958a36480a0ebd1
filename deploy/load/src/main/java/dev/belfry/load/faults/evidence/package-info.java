/** What was seen of a campaign: the rows that Belfry wrote, the calls that the target received, the answers of the API. */
@NullMarked
package dev.belfry.load.faults.evidence;

import org.jspecify.annotations.NullMarked;
