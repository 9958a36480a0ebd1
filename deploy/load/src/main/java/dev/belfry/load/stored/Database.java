package dev.belfry.load.stored;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** How programs reach the database of a running Belfry. */
public record Database(String url, String user, String password) {

    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url, user, password);
    }
}
