package dev.belfry.embedded.rotation;

import dev.belfry.core.secret.RotatingKeys;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Consumer;

/** One rotation of a key set, from wherever the last one left it to its end. */
public final class Rotation {

    /** Returns when every service must have read the file as it is now. */
    @FunctionalInterface
    public interface Settling {
        void await() throws InterruptedException;
    }

    private final KeySetFile file;
    private final SealedRepository rows;
    private final Settling settling;
    private final Consumer<String> told;

    /**
     * A rotation of the key set in a file.
     *
     * @param connection as the owner of the tables, for this rotation alone, committing each statement by itself
     * @param told hears one line for each step
     * @throws RotationException when another rotation is under way on this database
     */
    public Rotation(KeySetFile file, Connection connection, Settling settling, Consumer<String> told)
            throws SQLException {
        this.file = file;
        this.rows = new SealedRepository(connection);
        this.settling = settling;
        this.told = told;
        if (!rows.lock()) {
            throw new RotationException("another rotation is under way on this database");
        }
    }

    /** Continues the rotation that was begun, or begins one, and goes through to its end. */
    public void run() throws IOException, SQLException, InterruptedException {
        RotatingKeys keys = RotatingKeys.of(file.read());
        if (keys.stage() != RotatingKeys.Stage.RESTING) {
            told.accept("continuing a rotation that was begun: " + version(keys.primaryId()) + " seals");
            settling.await();
        }
        while (!step()) {
            settling.await();
        }
    }

    /** Takes the next step alone; returns whether it was the last. The caller lets the services read the file. */
    public boolean step() throws IOException, SQLException {
        String keyset = file.read();
        RotatingKeys keys = RotatingKeys.of(keyset);
        return switch (keys.stage()) {
            case RESTING -> announce(keys);
            case ANNOUNCED -> promote(keys);
            case PROMOTED -> retire(keys, keyset);
        };
    }

    private boolean announce(RotatingKeys keys) throws IOException, SQLException {
        String announced = keys.announced();
        write(announced);
        told.accept(version(RotatingKeys.of(announced).newestId()) + " added; " + version(keys.primaryId())
                + " still seals");
        return false;
    }

    private boolean promote(RotatingKeys keys) throws IOException, SQLException {
        write(keys.promoted());
        told.accept(version(keys.newestId()) + " seals from now on; " + version(keys.primaryId()) + " still opens");
        return false;
    }

    /** Drops the older keys only when there was nothing left to seal: what was read before may still be opened. */
    private boolean retire(RotatingKeys keys, String keyset) throws IOException, SQLException {
        int replaced = new Resealing(rows, keyset).run();
        if (replaced > 0) {
            told.accept(replaced + " values sealed anew under " + version(keys.newestId()));
            return false;
        }
        write(keys.retired());
        told.accept("older keys dropped; " + version(keys.newestId()) + " alone is left");
        return true;
    }

    /** Not without the lock: another rotation may have begun since it was lost. */
    private void write(String keyset) throws IOException, SQLException {
        if (!rows.holds()) {
            throw new RotationException("the connection to the database was lost; run this again");
        }
        file.write(keyset);
    }

    private static String version(int keyId) {
        return "v" + Integer.toUnsignedString(keyId);
    }
}
