/**
 * What a job may be. Every document that wants to be one, new or patched, is read and checked here and nowhere else.
 */
@NullMarked
package dev.belfry.api.definition;

import org.jspecify.annotations.NullMarked;
