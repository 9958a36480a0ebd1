package dev.belfry.api.delivery;

import dev.belfry.api.auth.WorkspaceId;
import dev.belfry.api.page.Cursor;
import dev.belfry.api.page.Page;
import dev.belfry.api.page.PageRequest;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads deliveries. */
@ApplicationScoped
public class DeliveryService {

    private final DeliveryRepository deliveries;

    DeliveryService(DeliveryRepository deliveries) {
        this.deliveries = deliveries;
    }

    public Uni<Page<DeliveryView>> list(
            WorkspaceId workspace, @Nullable UUID channel, @Nullable UUID execution, PageRequest page) {
        return deliveries
                .list(workspace, channel, execution, page)
                .map(rows -> Page.of(rows, page, delivery -> new Cursor(delivery.id())));
    }
}
