/**
 * What an answer must be, whatever was asked: no 5xx, quick, and in the one error shape when it is a refusal.
 */
@NullMarked
package dev.belfry.fuzz.verdict;

import org.jspecify.annotations.NullMarked;
