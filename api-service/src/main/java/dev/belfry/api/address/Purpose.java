package dev.belfry.api.address;

import java.util.Locale;

/** What an address is for; neither token serves in the other's place. */
public enum Purpose {
    PING("mping_"),
    BADGE("mbadge_");

    private final String mark;

    Purpose(String mark) {
        this.mark = mark;
    }

    /** What its tokens begin with. */
    String mark() {
        return mark;
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
