/**
 * What programs write on executions that are there already, ended ones included: tags and metadata.
 *
 * <p>Both take effect on what the row says at that moment: of two that write at the same time, none is lost.
 */
@NullMarked
package dev.belfry.api.label;

import org.jspecify.annotations.NullMarked;
