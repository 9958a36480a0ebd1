package dev.belfry.core.schedule.cron;

/**
 * Something to tell the author of an expression: why it is refused, or what may surprise about it.
 *
 * @param code one snake_case word for machines
 * @param message plain English: what, where, what is allowed
 */
public record CronRemark(String code, String message) {}
