/** What attackers try, whatever feature they try it on. */
@NullMarked
package dev.belfry.api.hostile;

import org.jspecify.annotations.NullMarked;
