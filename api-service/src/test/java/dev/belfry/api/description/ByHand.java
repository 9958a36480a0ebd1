package dev.belfry.api.description;

import dev.belfry.api.testing.Operation;
import dev.belfry.api.testing.Things;
import java.util.Optional;
import java.util.Set;

/** What an example cannot know: ids of the things that a test has made. */
final class ByHand {

    /** Operations that another test walks through, because one request does not make sense of them. */
    static final Set<String> OPERATIONS = Set.of(
            "accept_accept",
            "account_logIn",
            "account_signUp",
            "account_switchWorkspace",
            "badge_document",
            "badge_image",
            "newWorkspace_create",
            "ping_get",
            "ping_getSignal",
            "ping_post",
            "ping_postSignal",
            "recovery_change",
            "recovery_forgot",
            "recovery_reset",
            "runAction_reschedule",
            "run_result",
            "task_reset",
            "verification_followLink",
            "verification_resend",
            "verification_verify",
            "workspace_transfer");

    private ByHand() {}

    /** The body to send in place of the example. */
    static Optional<String> body(Operation operation, Things things) {
        return switch (operation.id()) {
            case "jobRule_create", "rule_create" -> Optional.of(things.rule().replace("on_failure", "on_success"));
            case "monitorRule_create" -> Optional.of(things.rule().replace("on_failure", "on_down"));
            default -> Optional.empty();
        };
    }
}
