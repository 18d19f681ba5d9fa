package com.acme.payments;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** The database. Each statement carries the trace as a comment, so that the database's own log can be searched for it. */
final class Ledger {

    private final String url;

    Ledger(String url) {
        this.url = url;
    }

    void pay(String orderId, BigDecimal amount, Trace trace) throws SQLException {
        try (var connection = connect();
                var insert = connection.prepareStatement(
                        "insert into payment (order_id, amount) values (?, ?) " + trace.sqlComment())) {
            insert.setString(1, orderId);
            insert.setBigDecimal(2, amount);
            insert.executeUpdate();
        }
    }

    void refund(String orderId, String reason, Trace trace) throws SQLException {
        try (var connection = connect();
                var insert = connection.prepareStatement(
                        "insert into refund (order_id, reason) values (?, ?) " + trace.sqlComment());
                var update = connection.prepareStatement(
                        "update payment set status = 'refunded' where order_id = ? " + trace.sqlComment())) {
            connection.setAutoCommit(false);
            insert.setString(1, orderId);
            insert.setString(2, reason);
            insert.executeUpdate();
            update.setString(1, orderId);
            update.executeUpdate();
            connection.commit();
        }
    }

    String statusOf(String orderId, Trace trace) throws SQLException {
        try (var connection = connect();
                var select = connection.prepareStatement(
                        "select status from payment where order_id = ? " + trace.sqlComment())) {
            select.setString(1, orderId);
            var row = select.executeQuery();
            return row.next() ? row.getString("status") : "unknown";
        }
    }

    BigDecimal total(Trace trace) throws SQLException {
        try (var connection = connect();
                var select = connection.createStatement()) {
            var rows = select.executeQuery("select amount from payment " + trace.sqlComment());
            var total = BigDecimal.ZERO;
            while (rows.next()) {
                total = total.add(rows.getBigDecimal("amount"));
            }
            return total;
        }
    }

    private Connection connect() {
        try {
            return DriverManager.getConnection(url);
        } catch (SQLException e) {
            throw new LedgerUnavailableException(e);
        }
    }
}
