package dev.belfry.api.address;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.belfry.api.auth.WorkspaceId;
import dev.belfry.api.batch.Batches;
import dev.belfry.api.value.NewId;
import dev.belfry.core.secret.SecretBox;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Makes and finds the addresses of monitors. */
@ApplicationScoped
public class AddressService {

    private static final int MAX_REMEMBERED = 50_000;
    private static final Duration REMEMBERED_FOR = Duration.ofHours(1);

    /** Lookups that come together are made together; whose workspace it is, is what they are to find out. */
    private static final WorkspaceId NOT_KNOWN_YET = new WorkspaceId(new UUID(0, 0));

    private static final Batches.Limits LIMITS = new Batches.Limits(500, Long.MAX_VALUE);

    private final Map<Purpose, Batches<ByteBuffer, Optional<Address>>> lookups = new EnumMap<>(Purpose.class);
    private final SecretBox secrets;
    private final RandomGenerator random;
    private final NewId ids;

    /** By the hash, so that no heap dump shows a token. */
    private final Cache<ByteBuffer, Address> known = Caffeine.newBuilder()
            .expireAfterAccess(REMEMBERED_FOR)
            .maximumSize(MAX_REMEMBERED)
            .build();

    AddressService(AddressRepository addresses, SecretBox secrets, RandomGenerator random, NewId ids) {
        for (Purpose purpose : Purpose.values()) {
            lookups.put(
                    purpose,
                    new Batches<>(
                            LIMITS,
                            hash -> 1,
                            (unknown, hashes) -> addresses
                                    .find(purpose, Set.copyOf(hashes))
                                    .map(found -> hashes.stream()
                                            .map(hash -> Optional.ofNullable(found.get(hash)))
                                            .toList())));
        }
        this.secrets = secrets;
        this.random = random;
        this.ids = ids;
    }

    /** A new address; it leads nowhere until its row is stored. */
    public NewAddress create(Purpose purpose) {
        UUID id = ids.next();
        AddressToken token = AddressToken.generate(purpose, random);
        return new NewAddress(
                id, purpose, token, token.hash(), secrets.seal(token.value(), SecretBox.addressContext(id)));
    }

    /** The token of a stored address, to be shown to its workspace. */
    public String open(UUID id, byte[] sealed) {
        return secrets.open(sealed, SecretBox.addressContext(id));
    }

    /**
     * Where a token leads, or led a while ago: whoever goes there has to find the address there, and otherwise
     * {@link #forget} it.
     */
    public Uni<Optional<Address>> find(Purpose purpose, String text) {
        AddressToken token = AddressToken.parse(purpose, text).orElse(null);
        if (token == null) {
            return Uni.createFrom().item(Optional.empty());
        }
        ByteBuffer hash = ByteBuffer.wrap(token.hash());
        Address remembered = known.getIfPresent(hash);
        return remembered != null
                ? Uni.createFrom().item(Optional.of(remembered))
                : Objects.requireNonNull(lookups.get(purpose))
                        .ask(NOT_KNOWN_YET, hash)
                        .invoke(found -> found.ifPresent(one -> known.put(hash, one)));
    }

    /** The token leads nowhere any more. */
    public void forget(Purpose purpose, String text) {
        AddressToken.parse(purpose, text).ifPresent(token -> known.invalidate(ByteBuffer.wrap(token.hash())));
    }
}
