package dev.belfry.api.ledger;

import dev.belfry.api.auth.WorkspaceId;
import dev.belfry.api.page.Cursor;
import dev.belfry.api.page.Page;
import dev.belfry.api.page.PageRequest;
import dev.belfry.api.problem.Problem;
import dev.belfry.api.value.NewId;
import dev.belfry.core.execution.ExecutionId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Gives account of a job's ticks, oldest first, in pages. */
@ApplicationScoped
public class LedgerService {

    private final LedgerRepository ledger;
    private final Clock clock;

    LedgerService(LedgerRepository ledger, Clock clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    public Uni<Page<LedgerLine>> list(
            WorkspaceId workspace, UUID job, @Nullable String from, @Nullable String to, PageRequest page) {
        LedgerRange asked = LedgerRange.of(from, to, clock.instant());
        // A schedule has one tick at an instant, so the instant is the place; the cursor's id carries it.
        LedgerRange range = page.before() == null ? asked : asked.after(NewId.instantOf(page.before()));
        return ledger.find(workspace, job, range).map(source -> {
            if (source == null) {
                throw Problem.notFound("job", job);
            }
            return page(source, range, page);
        });
    }

    private static Page<LedgerLine> page(TickSource source, LedgerRange range, PageRequest page) {
        List<LedgerLine> lines = Ledger.lines(source, range, page.fetch());
        if (lines.size() == page.fetch()) {
            return Page.of(lines, page, line -> place(line.dueAt()));
        }
        return Page.examined(lines, source.cutAt() == null ? null : place(source.cutAt()));
    }

    private static Cursor place(Instant at) {
        return new Cursor(ExecutionId.timeOrdered(at, 0, 0));
    }
}
