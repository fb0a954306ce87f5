package org.messageledger.routing;

import javax.sql.DataSource;
import org.messageledger.fact.Databases;

class H2RoutingTest extends RoutingContract {

    @Override
    protected DataSource database() {
        return Databases.h2();
    }
}
