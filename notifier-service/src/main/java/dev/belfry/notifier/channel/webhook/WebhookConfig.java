package dev.belfry.notifier.channel.webhook;

/**
 * The stored configuration of a webhook channel.
 *
 * @param url http or https, judged at each delivery
 */
record WebhookConfig(String url) {}
