package org.messageledger.trail;

import javax.sql.DataSource;
import org.messageledger.fact.Databases;

class H2AnswersTest extends AnswersContract {

    @Override
    protected DataSource database() {
        return Databases.h2();
    }
}
