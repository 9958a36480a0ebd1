package dev.belfry.api.ping;

import dev.belfry.api.address.Address;
import dev.belfry.api.address.AddressService;
import dev.belfry.api.address.Purpose;
import dev.belfry.api.auth.WorkspaceId;
import dev.belfry.api.batch.Batches;
import dev.belfry.api.listening.ListeningService;
import dev.belfry.api.problem.Problem;
import dev.belfry.api.problem.ProblemCode;
import dev.belfry.api.transaction.Transactions;
import dev.belfry.api.value.NewId;
import dev.belfry.core.monitor.MonitorState;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes pings. What it answers is committed. */
@ApplicationScoped
public class PingService {

    /** No more than a monitor has places for, because a batch writes each place once. */
    private static final Batches.Limits LIMITS = new Batches.Limits(100, 512 * 1024);

    /** From its arrival to the end of its commit: sooner than the scheduler judges a deadline that it may have met. */
    private static final Duration IN_TIME = Duration.ofSeconds(3);

    private final AddressService addresses;
    private final PingRepository pings;
    private final MonitorNews news;
    private final ListeningService listening;
    private final NewId ids;
    private final Batches<Ping, Optional<MonitorState>> batches;

    PingService(
            AddressService addresses, PingRepository pings, MonitorNews news, ListeningService listening, NewId ids) {
        this.addresses = addresses;
        this.pings = pings;
        this.news = news;
        this.listening = listening;
        this.ids = ids;
        this.batches = new Batches<>(LIMITS, PingService::weight, this::keep);
    }

    /** What a ping says, and of which run. */
    record Message(Signal signal, @Nullable String run, PingBody body) {}

    /** @param arrived the reading of the process's own stopwatch when it came */
    Uni<PingView> take(String token, Message message, Ping.Sender sender, long arrived) {
        Uni<Optional<MonitorState>> taken = addresses
                .find(Purpose.PING, token)
                .map(found -> found.orElseThrow(PingService::unknown))
                .chain(address -> take(address, message, sender, arrived))
                .invoke(state -> {
                    if (state.isEmpty()) {
                        addresses.forget(Purpose.PING, token);
                    }
                });
        return Transactions.within(IN_TIME.minusNanos(System.nanoTime() - arrived), taken)
                .onFailure(failure -> !(failure instanceof Problem))
                .invoke(listening::missed)
                .map(state -> PingView.of(state.orElseThrow(PingService::unknown)));
    }

    private Uni<Optional<MonitorState>> take(Address address, Message message, Ping.Sender sender, long arrived) {
        return batches.ask(
                address.workspace(),
                new Ping(ids.next(), address, message.signal(), message.run(), sender, message.body(), arrived));
    }

    private Uni<List<Optional<MonitorState>>> keep(WorkspaceId workspace, List<Ping> asked) {
        return Transactions.repeated(() -> pings.keep(workspace, asked))
                .invoke(kept -> news.tell(kept.news()))
                .map(PingRepository.Kept::states);
    }

    private static long weight(Ping ping) {
        return ping.body().text() == null ? 1 : ping.body().text().length();
    }

    /** The token is not repeated: it may be a right one with a slip of the pen. */
    private static Problem unknown() {
        return new Problem(ProblemCode.NOT_FOUND, "there is no monitor at this address", List.of());
    }
}
