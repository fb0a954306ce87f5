package org.messageledger.checkpoint;

import java.io.IOException;
import java.util.Optional;

/** The checkpoints that have been signed, one for all processes of a log. None is ever changed or removed. */
public interface CheckpointStore {

    /**
     * What is signed next, given what was signed last.
     *
     * @param <E> when nothing may be signed
     */
    @FunctionalInterface
    interface Step<E extends Exception> {
        /** Empty when there is nothing new to sign. */
        Optional<SignedNote> next(Optional<SignedNote> last) throws IOException, E;
    }

    /**
     * Takes one step, alone among all threads and processes that share the store.
     *
     * @return what is signed last after it: stored, when this returns
     * @throws IOException when the storage does not answer; whether the step's result was stored is then not known
     */
    <E extends Exception> Optional<SignedNote> step(Step<E> step) throws IOException, E;
}
