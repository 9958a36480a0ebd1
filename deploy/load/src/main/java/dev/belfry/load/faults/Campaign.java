package dev.belfry.load.faults;

import dev.belfry.load.faults.evidence.StoredRows;
import dev.belfry.load.faults.inject.Befallen;
import dev.belfry.load.faults.inject.Deck;
import dev.belfry.load.faults.inject.Kind;
import dev.belfry.load.faults.inject.Scene;
import dev.belfry.load.faults.installation.Installation;
import dev.belfry.load.faults.judge.Finding;
import dev.belfry.load.faults.judge.History;
import dev.belfry.load.faults.judge.Outage;
import dev.belfry.load.faults.judge.Pairing;
import dev.belfry.load.faults.judge.Promise;
import dev.belfry.load.faults.ledger.Ledger;
import dev.belfry.load.faults.report.Account;
import dev.belfry.load.faults.sink.RecordingSink;
import dev.belfry.load.faults.traffic.Api;
import dev.belfry.load.faults.traffic.Traffic;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;

/** One campaign, from the start of a Belfry to the account. */
final class Campaign {

    private static final Duration WARM_UP = Duration.ofSeconds(15);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(2);

    /** Until what was created last has come due. */
    private static final Duration LAST_DUE = Duration.ofSeconds(13);

    /** Until all of it has ended, retries and leases of the last fault's victims included. */
    private static final Duration LAST_END = Duration.ofSeconds(90);

    private final Options options;
    private final Consumer<String> out;
    private final Ledger ledger = new Ledger();
    private final List<Befallen> befallen = new ArrayList<>();
    private final List<Finding> unrepaired = new ArrayList<>();

    Campaign(Options options, Consumer<String> out) {
        this.options = options;
        this.out = out;
    }

    Account run() throws Exception {
        try (RecordingSink target = RecordingSink.start();
                Installation belfry =
                        Installation.start(options.root(), options.data(), options.programs(), options.archives())) {
            out.accept("ready, data and logs in " + options.data());
            Api api = new Api(belfry.apis(), belfry.token());
            Random random = new Random(options.seed());
            Traffic traffic = new Traffic(api, ledger, target, new Random(random.nextLong()), options.perSecond());
            traffic.start();
            Thread.sleep(WARM_UP.toMillis());
            letBefall(new Scene(belfry, traffic, api, ledger, target, random, options.shorter()));
            if (unrepaired.isEmpty()) {
                awaitInstants();
            }
            traffic.close();
            out.accept(traffic.refused() + " creations were answered after their time and refused");
            Thread.sleep(LAST_DUE.toMillis());
            return judge(belfry, api, target);
        }
    }

    private void letBefall(Scene scene) throws Exception {
        Instant end = Instant.now().plus(options.longest());
        List<Kind> deck = Deck.of(options.only(), options.faults(), scene.random());
        for (Kind kind : options.only()) {
            if (!Deck.isPossible(kind)) {
                out.accept("not run: " + kind.shortName() + ", which this machine cannot do");
            }
        }
        for (int i = 0; i < deck.size() && Instant.now().isBefore(end); i++) {
            if (!befalls(deck.get(i), i + 1, scene)) {
                return;
            }
            Thread.sleep(scene.random().nextInt(1_500));
        }
    }

    /** Whether everything was whole again after it; otherwise nothing further is worth trying. */
    private boolean befalls(Kind kind, int number, Scene scene) throws Exception {
        Instant began = Instant.now();
        try {
            Befallen fault = Deck.befall(kind, number, scene);
            befallen.add(fault);
            out.accept(fault.line());
            return true;
        } catch (IOException e) {
            String what = "fault " + number + ", " + kind.shortName() + ": " + e.getMessage();
            out.accept("the campaign ends here, " + what);
            unrepaired.add(new Finding(Promise.STARTS_AGAIN, began, what));
            return false;
        }
    }

    private void awaitInstants() throws InterruptedException {
        while (ledger.dueUpTo(Instant.now()).size() < options.instants()) {
            Thread.sleep(LOOK_EVERY.toMillis());
        }
    }

    private Account judge(Installation belfry, Api api, RecordingSink target) throws Exception {
        try (Connection connection = belfry.connect()) {
            Instant deadline = Instant.now().plus(LAST_END);
            while (isUnderWay(connection) && Instant.now().isBefore(deadline)) {
                Thread.sleep(LOOK_EVERY.toMillis());
            }
            List<Outage> outages =
                    befallen.stream().flatMap(fault -> fault.outage().stream()).toList();
            Pairing pairing = Pairing.of(new History(
                    ledger.dueUpTo(Instant.now()),
                    ledger.runNows(),
                    StoredRows.all(connection),
                    target.receipts(),
                    outages));
            List<Finding> findings = new ArrayList<>(pairing.findings());
            findings.addAll(unrepaired);
            for (UUID untold : StoredRows.untold(connection)) {
                findings.add(new Finding(Promise.TOLD, Instant.now(), "nobody was told of execution " + untold));
            }
            return Account.of(befallen, new Pairing(pairing.paired(), findings), api.answers());
        }
    }

    private static boolean isUnderWay(Connection connection) throws SQLException {
        return StoredRows.open(connection) > 0 || !StoredRows.untold(connection).isEmpty();
    }
}
