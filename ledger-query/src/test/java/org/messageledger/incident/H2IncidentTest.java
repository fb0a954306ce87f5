package org.messageledger.incident;

import javax.sql.DataSource;
import org.messageledger.fact.Databases;

class H2IncidentTest extends IncidentContract {

    @Override
    protected DataSource database() {
        return Databases.h2();
    }
}
