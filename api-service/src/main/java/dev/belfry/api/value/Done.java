package dev.belfry.api.value;

/** The answer of an action that has nothing else to tell. */
public record Done(boolean ok) {

    public static final Done OK = new Done(true);
}
