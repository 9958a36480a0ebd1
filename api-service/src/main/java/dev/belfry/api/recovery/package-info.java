/**
 * Another password: chosen by who knows the present one, or by who reads the account's mail.
 *
 * <p>A new password ends every login made before it, on all replicas within seconds; API tokens live on. Who asks for a
 * link learns nothing about whether the address has an account.
 */
@NullMarked
package dev.belfry.api.recovery;

import org.jspecify.annotations.NullMarked;
