package org.messageledger.party;

/**
 * Input that cannot be understood: thrown by the constructors of values and commands, and nothing else. Answered with 400
 * by the edge.
 *
 * <p>{@link #field()} is named as in JSON and relative to the value that was being made: {@code id} for an actor whose id
 * is malformed, wherever that actor stands. Whoever reads JSON knows the path to it. {@link #problem()} is constant text
 * and never repeats the input, which may be what must not be shown.
 */
public final class InvalidField extends IllegalArgumentException {

    private final String field;
    private final String problem;

    public InvalidField(String field, String problem) {
        super(field + ": " + problem);
        this.field = field;
        this.problem = problem;
    }

    public String field() {
        return field;
    }

    public String problem() {
        return problem;
    }
}
