package org.messageledger.fact;

import javax.sql.DataSource;

class H2FactProjectionTest extends FactProjectionContract {

    @Override
    DataSource database() {
        return Databases.h2();
    }
}
