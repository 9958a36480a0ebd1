package dev.belfry.api.channel;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belfry.api.auth.WorkspaceId;
import dev.belfry.api.delivery.DeliveryService;
import dev.belfry.api.delivery.DeliveryView;
import dev.belfry.api.page.Cursor;
import dev.belfry.api.page.Page;
import dev.belfry.api.page.PageRequest;
import dev.belfry.api.problem.Problem;
import dev.belfry.api.transaction.Transactions;
import dev.belfry.api.value.NewId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** What may be done to channels. Each method is one transaction. */
@ApplicationScoped
public class ChannelService {

    private final ChannelRepository channels;
    private final ChannelDocument documents;
    private final SecretRotation rotation;
    private final DeliveryService deliveries;
    private final NewId ids;

    ChannelService(
            ChannelRepository channels,
            ChannelDocument documents,
            SecretRotation rotation,
            DeliveryService deliveries,
            NewId ids) {
        this.channels = channels;
        this.documents = documents;
        this.rotation = rotation;
        this.deliveries = deliveries;
        this.ids = ids;
    }

    public Uni<ChannelView> create(WorkspaceId workspace, ObjectNode document) {
        ChannelDocument.Stated stated = documents.read(document, false);
        return Transactions.run(workspace, () -> {
                    Channel channel = new Channel();
                    channel.id = ids.next();
                    channel.workspaceId = workspace.value();
                    channel.createdAt = NewId.instantOf(channel.id);
                    channel.updatedAt = channel.createdAt;
                    channel.state = "active";
                    documents.write(channel, document, stated, false);
                    ChannelState.set(channel, stated.input().state(), channel.createdAt);
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
                            boolean mayStay = documents.keepsSecret(channel, patch);
                            ChannelDocument.Stated stated = documents.read(documents.merged(channel, patch), mayStay);
                            documents.write(channel, patch, stated, mayStay);
                            channel.updatedAt = NewId.instantOf(ids.next());
                            ChannelState.set(channel, stated.input().state(), channel.updatedAt);
                            return channels.save(channel);
                        }))
                .map(documents::view);
    }

    /** Gives a webhook another secret; for a while messages are signed by the one it had as well. */
    public Uni<SecretRotation.Rotated> rotateSecret(WorkspaceId workspace, UUID id, ObjectNode document) {
        SecretRotation.RotationInput input = rotation.read(document);
        return Transactions.run(
                workspace,
                () -> existing(channels.lock(workspace, id), id).chain(channel -> {
                    SecretRotation.Rotated rotated = rotation.rotate(channel, input);
                    channel.updatedAt = NewId.instantOf(ids.next());
                    return channels.save(channel).replaceWith(rotated);
                }));
    }

    /** Sends a sample and gives what the other side said, or that it has not said anything yet. */
    public Uni<DeliveryView> test(WorkspaceId workspace, UUID id) {
        return Transactions.read(workspace, () -> existing(channels.find(workspace, id), id))
                .chain(channel -> deliveries.test(workspace, id));
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
