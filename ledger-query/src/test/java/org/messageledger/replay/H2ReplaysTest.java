package org.messageledger.replay;

import javax.sql.DataSource;
import org.messageledger.fact.Databases;

class H2ReplaysTest extends ReplaysContract {

    @Override
    DataSource database() {
        return Databases.h2();
    }
}
