package dev.belfry.api.mail;

/** One letter in plain text. Holds a secret link as a rule, so it is never logged. */
public record Letter(String to, String subject, String text) {

    @Override
    public String toString() {
        return "Letter[" + subject + "]";
    }
}
