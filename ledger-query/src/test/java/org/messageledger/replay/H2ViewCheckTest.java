package org.messageledger.replay;

import javax.sql.DataSource;
import org.messageledger.fact.Databases;

class H2ViewCheckTest extends ViewCheckContract {

    @Override
    DataSource database() {
        return Databases.h2();
    }
}
