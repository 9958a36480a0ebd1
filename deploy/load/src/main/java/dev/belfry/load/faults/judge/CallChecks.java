package dev.belfry.load.faults.judge;

import dev.belfry.load.faults.evidence.ExecutionRow;
import dev.belfry.load.faults.evidence.Receipt;
import java.util.ArrayList;
import java.util.List;

/** What the calls of one due instant have to be like. */
final class CallChecks {

    private CallChecks() {}

    static List<Finding> of(Paired paired) {
        List<Finding> findings = new ArrayList<>();
        List<Receipt> calls = paired.calls();
        for (Receipt call : calls) {
            if (call.at().isBefore(paired.at())) {
                findings.add(
                        new Finding(Promise.NOT_EARLY, paired.at(), paired.name() + " was called at " + call.at()));
            }
        }
        if (calls.stream().map(Receipt::key).distinct().count() > 1) {
            findings.add(new Finding(
                    Promise.ONE_KEY,
                    paired.at(),
                    paired.name() + " was called with the keys "
                            + calls.stream().map(Receipt::key).distinct().toList()));
        }
        ExecutionRow row = paired.row();
        if (row != null && "succeeded".equals(row.status()) && calls.isEmpty()) {
            findings.add(new Finding(Promise.CALLED, paired.at(), paired.name() + " succeeded without a call"));
        }
        if (row != null && "skipped".equals(row.status()) && !calls.isEmpty()) {
            findings.add(new Finding(
                    Promise.CALLED,
                    paired.at(),
                    paired.name() + " is skipped (" + row.reason() + ") and was called at "
                            + calls.get(0).at()));
        }
        return findings;
    }
}
