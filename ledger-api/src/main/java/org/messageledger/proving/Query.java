package org.messageledger.proving;

import jakarta.servlet.http.HttpServletRequest;
import org.messageledger.problem.Problem;
import org.messageledger.problem.ProblemException;

/** What stands behind the path. */
final class Query {

    private Query() {}

    /** @throws ProblemException 400 when there is one: what is not understood must not be passed over */
    static void refuse(HttpServletRequest request) {
        if (request.getQueryString() != null) {
            throw new ProblemException(Problem.malformed("query", "Leave the query out: this has no parameters."));
        }
    }
}
