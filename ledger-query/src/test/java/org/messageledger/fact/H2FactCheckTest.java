package org.messageledger.fact;

import javax.sql.DataSource;

class H2FactCheckTest extends FactCheckContract {

    @Override
    protected DataSource database() {
        return Databases.h2();
    }

    @Override
    String dropTrigger() {
        return "drop trigger entries_append_only";
    }
}
