package dev.belfry.embedded.rotation;

import dev.belfry.core.secret.RotatingKeys;
import dev.belfry.core.secret.SecretBox;
import dev.belfry.embedded.rotation.SealedRepository.Replacement;
import dev.belfry.embedded.rotation.SealedRepository.SealedRow;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Seals every stored value anew under the newest key of a set. */
final class Resealing {

    private static final int BATCH = 100;
    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private final SealedRepository rows;
    private final SecretBox box;
    private final int newest;
    private final List<String> shut = new ArrayList<>();
    private int replaced;

    Resealing(SealedRepository rows, String keyset) {
        this.rows = rows;
        this.box = SecretBox.of(keyset);
        this.newest = RotatingKeys.of(keyset).newestId();
    }

    /**
     * Works until no value is left under another key, and returns how many it sealed anew.
     *
     * @throws RotationException when values are left that do not open; the others are sealed anew
     */
    int run() throws SQLException {
        int seen;
        int before;
        do {
            shut.clear();
            before = replaced;
            seen = 0;
            for (SealedTable table : SealedTable.values()) {
                seen += pass(table);
            }
            // A row that changed under our hands is looked at again; it may have been sealed under the old key.
        } while (seen > shut.size() || replaced > before);
        if (!shut.isEmpty()) {
            throw new RotationException(shut.size() + " values do not open, so the older keys stay: " + examples()
                    + "; replace or delete them and run this again");
        }
        return replaced;
    }

    /** Goes through a table once; returns how many rows were under another key. */
    private int pass(SealedTable table) throws SQLException {
        int seen = 0;
        UUID after = BEFORE_ALL;
        List<SealedRow> batch = rows.older(table, newest, after, BATCH);
        while (!batch.isEmpty()) {
            replaced += rows.replace(table, sealedAnew(table, batch));
            seen += batch.size();
            after = batch.get(batch.size() - 1).id();
            batch = rows.older(table, newest, after, BATCH);
        }
        return seen;
    }

    private List<Replacement> sealedAnew(SealedTable table, List<SealedRow> batch) {
        List<Replacement> replacements = new ArrayList<>();
        for (SealedRow row : batch) {
            String context = table.context(row.id());
            try {
                replacements.add(new Replacement(row, box.seal(box.open(row.sealed(), context), context)));
            } catch (IllegalStateException e) {
                // Under a key that the set lacks, or damaged: told by name at the end.
                shut.add(context);
            }
        }
        return replacements;
    }

    private String examples() {
        int shown = Math.min(shut.size(), 5);
        return String.join(", ", shut.subList(0, shown)) + (shown < shut.size() ? ", ..." : "");
    }
}
