package org.messageledger.fact;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.LongConsumer;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventMessageHandler;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.ExecutionResult;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * Writes a batch in the transaction of its unit of work. After a failure it writes the next one leaf by leaf, so that the
 * leaf to blame is known.
 */
final class FactHandler implements EventMessageHandler {

    private final FactTransactions transactions;
    private final FactPosition position;
    private final FactHealth health;
    private final LongConsumer taken;

    /** @param taken told, before a batch is written, which leaf comes after it */
    FactHandler(FactTransactions transactions, FactPosition position, FactHealth health, LongConsumer taken) {
        this.transactions = transactions;
        this.position = position;
        this.health = health;
        this.taken = taken;
    }

    @Override
    public @Nullable Object handle(EventMessage<?> event) {
        Batch batch = Batch.of(event);
        UnitOfWork<?> unitOfWork = CurrentUnitOfWork.get().root();
        Writing writing = new Writing(position.read());
        unitOfWork.afterCommit(it -> health.advanced(batch.nextLeaf()));
        unitOfWork.onRollback(it -> health.failed(writing.nextLeaf, cause(it)));
        taken.accept(batch.nextLeaf());
        writing.write(batch);
        return null;
    }

    private static @Nullable Throwable cause(UnitOfWork<?> unitOfWork) {
        ExecutionResult result = unitOfWork.getExecutionResult();
        return result == null || !result.isExceptionResult() ? null : result.getExceptionResult();
    }

    private final class Writing {

        private final FactWriter writer;
        private long nextLeaf;

        Writing(FactReader.Position live) {
            writer = new FactWriter(live.generation());
            nextLeaf = live.nextLeaf();
        }

        /** Another process may have written the beginning. A gap would make every answer a lie: it is not survived. */
        void write(Batch batch) {
            List<Extracted> leaves = batch.from(nextLeaf);
            if (leaves.isEmpty() || leaves.get(0).leafIndex() != nextLeaf) {
                throw new IllegalStateException("leaves out of order: first="
                        + batch.leaves().get(0).leafIndex() + " next=" + batch.nextLeaf() + " expected=" + nextLeaf);
            }
            int atOnce = health.failed() ? 1 : leaves.size();
            try {
                Connection connection = transactions.connection();
                for (int from = 0; from < leaves.size(); from += atOnce) {
                    writer.write(connection, leaves.subList(from, from + atOnce));
                    nextLeaf += atOnce;
                }
            } catch (SQLException e) {
                throw new FactStorageException("facts cannot be stored", e);
            } catch (VirtualMachineError e) {
                // It would end the processor's task, and never be tried again.
                throw new FactStorageException("facts cannot be stored", e);
            }
        }
    }
}
