/**
 * Secrets: values that jobs name as {@code secret://name} in their headers. A value goes in and never comes out: it is
 * sealed for its row before it is stored, no answer, message or log holds it, and only the executor opens it, for a call.
 *
 * <p>A secret is found by its id or by its name; no name looks like an id, so there is no doubt which is meant. The name
 * stays what it is, because jobs refer to it; the value may be replaced, and holds from the next execution on.
 */
@NullMarked
package dev.belfry.api.secret;

import org.jspecify.annotations.NullMarked;
