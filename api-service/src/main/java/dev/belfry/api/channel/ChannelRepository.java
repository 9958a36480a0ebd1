package dev.belfry.api.channel;

import dev.belfry.api.auth.WorkspaceId;
import dev.belfry.api.page.PageRequest;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The channels of one workspace. */
@ApplicationScoped
class ChannelRepository {

    private static final String ONE = "workspaceId = ?1 and id = ?2";

    Uni<@Nullable Channel> find(WorkspaceId workspace, UUID id) {
        return Channel.<Channel>find(ONE, workspace.value(), id).firstResult();
    }

    Uni<@Nullable Channel> lock(WorkspaceId workspace, UUID id) {
        return Channel.<Channel>find(ONE, workspace.value(), id)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResult();
    }

    Uni<List<Channel>> list(WorkspaceId workspace, PageRequest page) {
        var found = page.before() == null
                ? Channel.<Channel>find("workspaceId = ?1 order by id desc", workspace.value())
                : Channel.<Channel>find(
                        "workspaceId = ?1 and id < ?2 order by id desc", workspace.value(), page.before());
        return found.page(0, page.fetch()).list();
    }

    Uni<Channel> save(Channel channel) {
        return channel.persistAndFlush();
    }

    Uni<Boolean> delete(WorkspaceId workspace, UUID id) {
        return Channel.delete(ONE, workspace.value(), id).map(count -> count > 0);
    }
}
