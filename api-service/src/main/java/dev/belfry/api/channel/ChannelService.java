package dev.belfry.api.channel;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belfry.api.auth.WorkspaceId;
import dev.belfry.api.page.Cursor;
import dev.belfry.api.page.Page;
import dev.belfry.api.page.PageRequest;
import dev.belfry.api.problem.Problem;
import dev.belfry.api.transaction.Transactions;
import dev.belfry.api.value.NewId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;

/** What may be done to channels. Each method is one transaction. */
@ApplicationScoped
public class ChannelService {

    private final ChannelRepository channels;
    private final ChannelDocument documents;
    private final Clock clock;
    private final NewId ids;

    ChannelService(ChannelRepository channels, ChannelDocument documents, Clock clock, NewId ids) {
        this.channels = channels;
        this.documents = documents;
        this.clock = clock;
        this.ids = ids;
    }

    public Uni<ChannelView> create(WorkspaceId workspace, ObjectNode document) {
        ChannelInput input = documents.read(document);
        return Transactions.run(workspace, () -> {
                    Channel channel = new Channel();
                    channel.id = ids.next();
                    channel.workspaceId = workspace.value();
                    channel.createdAt = clock.instant();
                    channel.updatedAt = channel.createdAt;
                    documents.write(channel, input);
                    documents.writeSecret(channel, document, input);
                    return channels.save(channel);
                })
                .map(documents::view);
    }

    public Uni<ChannelView> find(WorkspaceId workspace, UUID id) {
        return Transactions.read(workspace, () -> existing(channels.find(workspace, id), id))
                .map(documents::view);
    }

    public Uni<Page<ChannelView>> list(WorkspaceId workspace, PageRequest page) {
        return Transactions.read(workspace, () -> channels.list(workspace, page))
                .map(found ->
                        Page.of(found, page, channel -> new Cursor(channel.id)).map(documents::view));
    }

    public Uni<ChannelView> patch(WorkspaceId workspace, UUID id, ObjectNode patch) {
        return Transactions.run(
                        workspace,
                        () -> existing(channels.lock(workspace, id), id).chain(channel -> {
                            ChannelInput input = documents.read(documents.merged(channel, patch));
                            documents.write(channel, input);
                            documents.writeSecret(channel, patch, input);
                            channel.updatedAt = clock.instant();
                            return channels.save(channel);
                        }))
                .map(documents::view);
    }

    /** Deletes the channel with its rules and deliveries. */
    public Uni<Void> delete(WorkspaceId workspace, UUID id) {
        return Transactions.run(workspace, () -> channels.delete(workspace, id))
                .invoke(deleted -> {
                    if (!deleted) {
                        throw Problem.notFound("channel", id);
                    }
                })
                .replaceWithVoid();
    }

    public Uni<Boolean> exists(WorkspaceId workspace, UUID id) {
        return Transactions.read(workspace, () -> channels.find(workspace, id)).map(channel -> channel != null);
    }

    private static Uni<Channel> existing(Uni<Channel> found, UUID id) {
        return found.onItem().ifNull().failWith(() -> Problem.notFound("channel", id));
    }
}
