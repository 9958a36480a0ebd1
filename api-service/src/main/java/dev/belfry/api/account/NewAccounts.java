package dev.belfry.api.account;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belfry.api.auth.LoginConfig;
import dev.belfry.api.json.DocumentReader;
import dev.belfry.api.json.Violations;
import dev.belfry.api.password.Passwords;
import dev.belfry.api.value.NewId;
import dev.belfry.core.schedule.cron.TimeZones;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Turns what somebody signs up with into the rows to store. */
@Singleton
class NewAccounts {

    private final DocumentReader documents;
    private final Passwords passwords;
    private final LoginConfig config;
    private final Clock clock;
    private final NewId ids;

    NewAccounts(DocumentReader documents, Passwords passwords, LoginConfig config, Clock clock, NewId ids) {
        this.documents = documents;
        this.passwords = passwords;
        this.config = config;
        this.clock = clock;
        this.ids = ids;
    }

    record Signup(Account account, AccountRepository.NewWorkspace workspace, Instant at) {}

    Uni<Signup> prepare(ObjectNode document) {
        SignupInput input = read(document);
        return passwords.hash(Objects.requireNonNull(input.password())).map(hash -> signup(input, hash));
    }

    private SignupInput read(ObjectNode document) {
        Violations violations = new Violations();
        SignupInput input = documents.read(document, SignupInput.class, violations);
        String timezone = input.timezone();
        if (timezone != null && TimeZones.rules(timezone).isEmpty()) {
            violations.add("timezone", "unknown_timezone", "has to be an IANA time zone, like Europe/Berlin", timezone);
        }
        violations.throwIfAny();
        return input;
    }

    private Signup signup(SignupInput input, String hash) {
        UUID id = ids.next();
        Instant now = clock.instant();
        Account account = new Account(
                id,
                Objects.requireNonNull(input.email()).toLowerCase(Locale.ROOT),
                Objects.requireNonNull(input.name()),
                hash,
                config.emailVerification() ? Account.PENDING : Account.VERIFIED,
                TimeUnit.MILLISECONDS.toMicros(now.toEpochMilli()));
        var workspace = new AccountRepository.NewWorkspace(
                ids.next(), Objects.requireNonNull(input.workspaceName()), orUtc(input.timezone()));
        return new Signup(account, workspace, now);
    }

    private static String orUtc(@Nullable String timezone) {
        return timezone == null ? "UTC" : timezone;
    }
}
