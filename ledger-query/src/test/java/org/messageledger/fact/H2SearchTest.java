package org.messageledger.fact;

import javax.sql.DataSource;

class H2SearchTest extends SearchContract {

    @Override
    DataSource database() {
        return Databases.h2();
    }
}
