package dev.belfry.executor.run;

import dev.belfry.core.message.ExecutionRequested;
import dev.belfry.executor.admission.Admission;
import dev.belfry.executor.admission.AnswerRoom;
import dev.belfry.executor.execution.ClaimedExecution;
import io.smallrye.mutiny.subscription.Cancellable;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An execution this instance has in hand: waiting for its instant, waiting for a place, or running. Only the event loop
 * changes it; its claim, and whether its call is under way, may be read by any thread.
 */
final class HeldExecution {

    private final UUID id;
    private final Admission.Lane lane;
    private final Instant dueAt;
    private final Runnable acknowledge;
    private final @Nullable UUID slotOf;
    private volatile @Nullable ClaimedExecution claimed;
    private volatile @Nullable Instant startedAt;
    private @Nullable Cancellable call;
    private AnswerRoom.@Nullable Account account;
    private long bytesAhead;
    private long requestBytes;
    private boolean awaitsRequest;
    private boolean countsAsAhead;
    private boolean claiming;
    private boolean admitted;
    private boolean canceled;
    private volatile boolean ended;

    private HeldExecution(UUID id, Admission.Lane lane, Instant dueAt, Runnable acknowledge, @Nullable UUID slotOf) {
        this.id = id;
        this.lane = lane;
        this.dueAt = dueAt;
        this.acknowledge = acknowledge;
        this.slotOf = slotOf;
    }

    static HeldExecution of(ExecutionRequested message, Runnable acknowledge) {
        Admission.Lane lane = new Admission.Lane(message.workspaceId(), message.host());
        return new HeldExecution(message.executionId(), lane, message.dueAt(), acknowledge, null);
    }

    /**
     * The same execution, waiting for its next attempt.
     *
     * @param slot the job of which it holds a slot meanwhile; null when that has no limit
     */
    HeldExecution again(Instant at, @Nullable UUID slot) {
        return new HeldExecution(id, lane, at, () -> {}, slot);
    }

    /** The job of which it holds a slot while it waits for another attempt; null when there is none. */
    @Nullable
    UUID slotOf() {
        return slotOf;
    }

    UUID id() {
        return id;
    }

    Admission.Lane lane() {
        return lane;
    }

    Instant dueAt() {
        return dueAt;
    }

    /** Says that its message is dealt with. */
    void acknowledge() {
        acknowledge.run();
    }

    /** A claim ahead of its time is on its way. */
    void claiming() {
        claiming = true;
        countsAsAhead = true;
    }

    /** It counts no longer as claimed ahead; false when it did not before. */
    boolean leaveAhead() {
        boolean did = countsAsAhead;
        countsAsAhead = false;
        return did;
    }

    /** So much of what its job says is held until its time. */
    void holdsAhead(long bytes) {
        bytesAhead = bytes;
    }

    /** That counts no longer; gives how much it was. */
    long leaveBytesAhead() {
        long bytes = bytesAhead;
        bytesAhead = 0;
        return bytes;
    }

    /** Whether it is to be called once its request was read. */
    void awaitsRequest(boolean does) {
        awaitsRequest = does;
    }

    boolean awaitsRequest() {
        return awaitsRequest;
    }

    /** There is room for its request, which takes so much. */
    void holdsRequest(long bytes) {
        requestBytes = bytes;
    }

    /** Its request is not held any more; gives how much room it had. */
    long leaveRequest() {
        long bytes = requestBytes;
        requestBytes = 0;
        return bytes;
    }

    /** What came of the claim ahead; null when it was not won. */
    void claimedAhead(@Nullable ClaimedExecution claim) {
        claiming = false;
        claimed = claim;
    }

    boolean isClaiming() {
        return claiming;
    }

    /** It is due and has a place among the calls. */
    void admitted() {
        admitted = true;
    }

    /** Its place was given back; it asks for one again. */
    void postponed() {
        admitted = false;
    }

    boolean isAdmitted() {
        return admitted;
    }

    /** It is this instance's. */
    void claimed(ClaimedExecution claim) {
        this.claimed = claim;
    }

    /** Its attempt begins; gives the claim under which it does. */
    ClaimedExecution begun(Instant at) {
        ClaimedExecution claim = Objects.requireNonNull(claimed, "not claimed").begun(at);
        this.claimed = claim;
        this.startedAt = at;
        return claim;
    }

    /** On whose account its call is made. */
    void callsOn(AnswerRoom.Account opened) {
        account = opened;
    }

    /** Nothing of its answer is held any more. */
    void forgetAnswer() {
        if (account != null) {
            account.close();
        }
    }

    /** The call of the attempt is under way. */
    void calling(Cancellable made) {
        this.call = made;
    }

    /** Nobody waits for the call any more. */
    void hangUp() {
        if (call != null) {
            call.cancel();
        }
    }

    /** Its attempt is over; what is left is the report. */
    void ended() {
        ended = true;
    }

    /** Somebody canceled it. The row says so as well: its claim, if it was not claimed before, will find nothing. */
    void cancel() {
        canceled = true;
    }

    boolean isCanceled() {
        return canceled;
    }

    /** When its attempt began; null before. */
    @Nullable
    Instant startedAt() {
        return startedAt;
    }

    boolean isRunning() {
        return startedAt != null && !ended;
    }

    /** Whether it is claimed and its attempt has not begun. */
    boolean isClaimedAhead() {
        return claimed != null && startedAt == null;
    }

    /** Null until the row was claimed. */
    @Nullable
    ClaimedExecution claim() {
        return claimed;
    }
}
