package dev.belfry.load.faults.judge;

import dev.belfry.load.faults.evidence.ExecutionRow;
import dev.belfry.load.faults.evidence.Receipt;
import dev.belfry.load.faults.ledger.DueInstant;
import dev.belfry.load.faults.ledger.RunNow;
import java.util.List;

/**
 * All that the pairing looks at.
 *
 * @param due what had to run, by the driver's own account
 * @param rows what Belfry stored
 * @param receipts what the target received, in order
 * @param outages when instants may have been missed
 */
public record History(
        List<DueInstant> due,
        List<RunNow> runNows,
        List<ExecutionRow> rows,
        List<Receipt> receipts,
        List<Outage> outages) {}
