package org.messageledger.fact;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventMessageHandler;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.ExecutionResult;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;
import org.messageledger.access.MessagesListed;
import org.messageledger.eventstore.LeafMessage;

/**
 * Gathers the leaves of a unit of work and writes them, many at a time, before it commits. After a failure it writes the
 * next unit leaf by leaf, so that the leaf to blame is known.
 */
final class FactHandler implements EventMessageHandler {

    private static final String PENDING = "org.messageledger.fact.pending";
    /** Keeps memory bounded: a listing of 200 messages weighs 200. */
    private static final int WEIGHT_MAX = 4_000;

    private final FactTransactions transactions;
    private final FactPosition position;
    private final FactWriter writer;
    private final FactHealth health;
    private final LongConsumer taken;

    /** @param taken told, before leaves are written, which leaf comes after them */
    FactHandler(
            FactTransactions transactions,
            FactPosition position,
            FactWriter writer,
            FactHealth health,
            LongConsumer taken) {
        this.transactions = transactions;
        this.position = position;
        this.writer = writer;
        this.health = health;
        this.taken = taken;
    }

    @Override
    public @Nullable Object handle(EventMessage<?> event) {
        UnitOfWork<?> unitOfWork = CurrentUnitOfWork.get().root();
        Pending pending = unitOfWork.getOrComputeResource(PENDING, key -> begin(unitOfWork));
        TrackedEventMessage<?> message = (TrackedEventMessage<?>) event;
        pending.add(new Leaf(LeafMessage.leafIndex(message), LeafMessage.stored(message)));
        return null;
    }

    private Pending begin(UnitOfWork<?> unitOfWork) {
        Pending pending = new Pending(position.nextLeaf(), health.failed() ? 1 : WEIGHT_MAX);
        unitOfWork.onPrepareCommit(it -> {
            taken.accept(pending.expected);
            pending.write();
        });
        unitOfWork.afterCommit(it -> health.advanced(pending.expected));
        unitOfWork.onRollback(it -> health.failed(pending.firstUnwritten(), cause(it)));
        return pending;
    }

    private static @Nullable Throwable cause(UnitOfWork<?> unitOfWork) {
        ExecutionResult result = unitOfWork.getExecutionResult();
        return result == null || !result.isExceptionResult() ? null : result.getExceptionResult();
    }

    private final class Pending {

        private final int weightMax;
        private final List<Leaf> leaves = new ArrayList<>();
        private long expected;
        private int weight;

        Pending(long nextLeaf, int weightMax) {
            this.expected = nextLeaf;
            this.weightMax = weightMax;
        }

        /** A gap or a repeat would make every answer a lie: neither is survived. */
        void add(Leaf leaf) {
            if (leaf.leafIndex() != expected) {
                throw new IllegalStateException(
                        "leaf out of order: leafIndex=" + leaf.leafIndex() + " expected=" + expected);
            }
            expected++;
            leaves.add(leaf);
            weight += leaf.stored().payload() instanceof MessagesListed listed
                    ? listed.messages().size()
                    : 1;
            if (weight >= weightMax) {
                write();
            }
        }

        void write() {
            try {
                writer.write(transactions.connection(), leaves);
            } catch (SQLException e) {
                throw new FactStorageException("facts cannot be stored", e);
            } catch (VirtualMachineError e) {
                // It would end the processor's task, and never be tried again.
                throw new FactStorageException("facts cannot be stored", e);
            }
            leaves.clear();
            weight = 0;
        }

        long firstUnwritten() {
            return expected - leaves.size();
        }
    }
}
