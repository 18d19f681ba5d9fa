package com.acme.shop;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

@ApplicationScoped
public class Orders {
    private final DataSource database;

    Orders(DataSource database) {
        this.database = database;
    }

    public void place(String table) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("insert into \"" + table + "\" values (1)");
        }
    }
}
