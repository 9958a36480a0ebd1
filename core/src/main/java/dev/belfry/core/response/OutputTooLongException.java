package dev.belfry.core.response;

/** What a template makes of an answer would be longer than {@link OutputTemplate#MAX_LENGTH}. */
public final class OutputTooLongException extends Exception {

    private static final long serialVersionUID = 1;
}
