package org.messageledger.fact;

import javax.sql.DataSource;

class H2StoppingTest extends StoppingContract {

    @Override
    DataSource database() {
        return Databases.h2();
    }
}
