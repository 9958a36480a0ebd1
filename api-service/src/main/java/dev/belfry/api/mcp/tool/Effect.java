package dev.belfry.api.mcp.tool;

/** What a tool does to what is stored. */
public enum Effect {
    /** Nothing. */
    READS(true, false, true),
    /** Adds something with every call. */
    ADDS(false, false, false),
    /** Sets what can be set back; once more changes nothing. */
    SETS(false, false, true),
    /**
     * Moves or ends what is under way, and with every call anew. Told as the clients of Trigger.dev know it: not as
     * destructive, and without {@code dry_run}.
     */
    ACTS(false, false, false),
    /** Overwrites or removes what cannot be brought back. Such a tool takes {@code dry_run}. */
    DESTROYS(false, true, true);

    private final boolean readOnly;
    private final boolean destructive;
    private final boolean idempotent;

    Effect(boolean readOnly, boolean destructive, boolean idempotent) {
        this.readOnly = readOnly;
        this.destructive = destructive;
        this.idempotent = idempotent;
    }

    public boolean isReadOnly() {
        return readOnly;
    }

    public boolean isDestructive() {
        return destructive;
    }

    public boolean isIdempotent() {
        return idempotent;
    }
}
