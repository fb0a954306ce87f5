package org.messageledger.fact;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;

class H2IndexUseTest extends IndexUseContract {

    /** What H2 says of each table that it reads: the index, and the conditions by which it is entered. */
    private static final Pattern ENTRANCE = Pattern.compile("\"(FACTS|POSTINGS)\"[^/(]*/\\*(.*?)\\*/", Pattern.DOTALL);

    @Override
    DataSource database() {
        return Databases.h2();
    }

    @Override
    List<String> asIfThereWereMany() {
        return List.of();
    }

    @Override
    boolean inOrder(String plan) {
        return plan.contains("/* index sorted */");
    }

    @Override
    boolean scans(String plan) {
        Matcher entrance = ENTRANCE.matcher(plan);
        while (entrance.find()) {
            if (!entrance.group(2).contains("LEAF_INDEX =")
                    && !entrance.group(2).contains("LEAF_INDEX >=")
                    && !entrance.group(2).contains("IN(ROW")
                    && !entrance.group(2).contains("SUBJECT_ID =")) {
                return true;
            }
        }
        return false;
    }
}
