package dev.belfry.notifier.match;

import java.util.UUID;

/** One job or monitor as one rule sees it. */
public record RuleTarget(UUID rule, UUID target) {}
