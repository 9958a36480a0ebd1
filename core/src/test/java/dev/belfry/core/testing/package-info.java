/** Fakes and fixtures, written once and shared by the tests of every module. */
@NullMarked
package dev.belfry.core.testing;

import org.jspecify.annotations.NullMarked;
