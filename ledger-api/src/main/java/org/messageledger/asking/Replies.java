package org.messageledger.asking;

import java.util.function.Function;
import org.messageledger.fact.Reply;
import org.messageledger.problem.Problem;
import org.messageledger.problem.ProblemException;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;

/** Turns replies into answers, and those that are none into exceptions for {@code problem}. */
final class Replies {

    private Replies() {}

    static <T, R> ResponseEntity<R> answer(Reply<T> reply, Function<T, R> json) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(json.apply(require(reply)));
    }

    static <T> T require(Reply<T> reply) {
        if (reply instanceof Reply.Answered<T> it) {
            return it.answer();
        }
        if (reply instanceof Reply.NotYet<T> it) {
            throw new ViewBehind(
                    it.leafIndex(), it.contained().leafIndex(), it.contained().behind());
        }
        if (reply instanceof Reply.NoSuchLeaf<T> it) {
            throw new BadParameter(
                    "asOf", "The log has " + it.logSize() + " leaves, from 0 on: ask as of one of them.");
        }
        if (reply instanceof Reply.TooMuch<T> it) {
            String rows = it.work() == Reply.Work.GATHER ? " rows. " : " entries. ";
            throw new ProblemException(Problem.of(
                            "too-much",
                            422,
                            "The answer would take too much",
                            "This looks at more than " + it.rowsMax() + rows + it.advice())
                    .with("rowsMax", it.rowsMax()));
        }
        throw new BadParameter(
                "cursor",
                "The cursor is not one that this question was answered with: repeat the question's parameters as they "
                        + "were, or begin again without a cursor.");
    }
}
