package dev.belfry.executor.admission;

import dev.belfry.transport.http.CallAccount;
import java.util.UUID;

/**
 * The memory for answers, from their arrival until they are written down. A little of each is kept always; beyond that
 * the workspaces share what there is, and where nothing is left, less of an answer is kept. So targets that send much and
 * end late cost their own workspace's previews, and nobody else anything. Confined to one thread.
 */
public final class AnswerRoom {

    /** Of each answer, whatever else is held: the usual headers and a short body. */
    static final int ALWAYS_BYTES = 2 * 1024;

    private final SharedRoom room;

    /**
     * Room for answers.
     *
     * @param bytes as received; an answer takes a few times as much until it is written down
     */
    public AnswerRoom(long bytes) {
        this.room = new SharedRoom(bytes);
    }

    /** The account of one call. */
    public Account open(UUID workspaceId) {
        return new Account(workspaceId);
    }

    /** What one call keeps of its answers. */
    public final class Account implements CallAccount {
        private final UUID workspaceId;
        private long kept;
        private boolean closed;

        private Account(UUID workspaceId) {
            this.workspaceId = workspaceId;
        }

        @Override
        public Object owner() {
            return workspaceId;
        }

        @Override
        public int keep(int bytes) {
            long most = Math.max(ALWAYS_BYTES - kept, room.leftFor(workspaceId));
            int granted = closed ? 0 : (int) Math.min(bytes, most);
            room.take(workspaceId, granted);
            kept += granted;
            return granted;
        }

        /** Nothing of its answers is held any more. */
        public void close() {
            room.give(workspaceId, kept);
            kept = 0;
            closed = true;
        }
    }
}
