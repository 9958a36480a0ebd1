/** What the tests of the doors share: who calls, and how. */
@NullMarked
package dev.belfry.api.testing;

import org.jspecify.annotations.NullMarked;
