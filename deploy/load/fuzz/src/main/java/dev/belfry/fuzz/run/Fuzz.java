package dev.belfry.fuzz.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.belfry.fuzz.description.ApiDescription;
import dev.belfry.fuzz.description.Operation;
import dev.belfry.fuzz.request.Chance;
import dev.belfry.fuzz.request.KnownIds;
import dev.belfry.fuzz.request.RequestMaker;
import dev.belfry.fuzz.verdict.Judge;
import dev.belfry.fuzz.wire.Answer;
import dev.belfry.fuzz.wire.Header;
import dev.belfry.fuzz.wire.Sent;
import dev.belfry.fuzz.wire.Wire;
import java.io.IOException;
import java.net.URI;
import java.util.List;

/**
 * One run against one API. One request at a time: what is measured is what one request takes, and neither side waits for
 * the other's share of the machine.
 */
public final class Fuzz {

    private final Wire wire;
    private final Report report;
    private final ApiDescription description;
    private final RequestMaker maker;
    private final KnownIds ids;
    private final Account account;

    private Fuzz(Wire wire, long seed) throws IOException {
        this.wire = wire;
        this.report = new Report(seed);
        this.description = description(wire);
        this.account = Account.signUp(wire);
        this.ids = new KnownIds(account.untouchable());
        this.maker = new RequestMaker(description, account.credentials(), ids);
    }

    /**
     * Sends requests to the API at an address, which signs a new account up for it.
     *
     * @param seed everything follows from it but the ids that the API gives
     * @throws IllegalStateException when no account can be had, or what was sent has closed it out
     */
    public static Report run(URI api, long seed, int requests) throws IOException {
        try (Wire wire = new Wire(api)) {
            Fuzz fuzz = new Fuzz(wire, seed);
            for (int number = 0; number < requests; number++) {
                fuzz.send(number);
            }
            if (!fuzz.account.isIn(wire)) {
                throw new IllegalStateException("with seed " + seed + " the run has lost its own account");
            }
            return fuzz.report;
        }
    }

    private void send(int number) {
        List<Operation> operations = description.operations();
        // Each request has a seed of its own, so that one more question to chance in one changes none of the others.
        Chance chance = new Chance(report.seed() * 1_000_003 + number);
        Operation operation = operations.get(number % operations.size());
        Sent sent = maker.make(operation, chance);
        try {
            Answer answer = wire.exchange(sent);
            report.count(sent, answer);
            Judge.flaw(sent, answer).ifPresent(flaw -> report.add(new Finding(number, flaw, sent, answer.excerpt())));
            if (Judge.isSlow(answer) && Judge.isSlow(wire.exchange(sent))) {
                report.add(new Finding(number, "slow, twice", sent, answer.took() + " " + answer.excerpt()));
            }
            if (sent.about().equals(operation.toString())) {
                ids.learn(operation, answer);
            }
        } catch (IOException e) {
            report.add(new Finding(number, "no answer that can be read", sent, e.toString()));
        }
    }

    private static ApiDescription description(Wire wire) throws IOException {
        Answer answer = wire.exchange(
                Sent.readable("", "", "GET /openapi.json", List.of(new Header("Host", "fuzz")), new byte[0]));
        return new ApiDescription(new ObjectMapper().readTree(answer.text()));
    }
}
