/**
 * Whether an e-mail address belongs to whoever signed up with it, where the deployment asks for that.
 *
 * <pre>
 * pending_verification ──the link in the letter is followed──▶ verified
 * </pre>
 *
 * <p>Until then the account may read and change nothing.
 */
@NullMarked
package dev.belfry.api.verification;

import org.jspecify.annotations.NullMarked;
