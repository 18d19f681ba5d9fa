package com.acme.payments;

import java.sql.SQLException;

final class LedgerUnavailableException extends RuntimeException {

    LedgerUnavailableException(SQLException cause) {
        super(cause.getMessage(), cause);
    }
}
