package org.messageledger.fact;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the columns of facts tell of a condition, as SQL: lets all facts pass that hold it, and some more where the columns do
 * not tell. The condition has {@code Not} before tests only, as {@link Planner} makes it.
 */
record FactFilter(String sql, List<Object> parameters) {

    private static final FactFilter NOTHING = new FactFilter("1 = 0", List.of());

    /** Empty when the columns tell nothing. */
    static Optional<FactFilter> of(Condition condition) {
        return Optional.ofNullable(filter(condition));
    }

    /** Binds the parameters from this one on. */
    void bind(PreparedStatement statement, int first) throws SQLException {
        for (int i = 0; i < parameters.size(); i++) {
            statement.setObject(first + i, parameters.get(i));
        }
    }

    private static @Nullable FactFilter filter(Condition condition) {
        if (condition instanceof Condition.All all) {
            return joined(all.conditions(), " and ", false);
        }
        if (condition instanceof Condition.Any any) {
            return any.conditions().isEmpty() ? NOTHING : joined(any.conditions(), " or ", true);
        }
        if (condition instanceof Condition.Not not) {
            FactFilter test = filter(not.condition());
            return test == null ? null : new FactFilter("not coalesce(" + test.sql + ", false)", test.parameters);
        }
        if (condition instanceof Condition.Present present) {
            return present(present.field());
        }
        if (condition instanceof Condition.Prefix prefix) {
            String column = column(prefix.field());
            return column == null
                    ? null
                    : new FactFilter(column + " like ? escape '!'", List.of(escaped(prefix.text()) + "%"));
        }
        return compare((Condition.Compare) condition);
    }

    private static @Nullable FactFilter joined(List<Condition> conditions, String by, boolean needsAll) {
        List<String> parts = new ArrayList<>();
        List<Object> parameters = new ArrayList<>();
        for (Condition condition : conditions) {
            FactFilter part = filter(condition);
            if (part != null) {
                parts.add("(" + part.sql + ")");
                parameters.addAll(part.parameters);
            } else if (needsAll) {
                return null;
            }
        }
        return parts.isEmpty() ? null : new FactFilter(String.join(by, parts), parameters);
    }

    private static @Nullable FactFilter present(Field field) {
        if (field == Field.IRREGULARITY) {
            return new FactFilter("irregularities <> ''", List.of());
        }
        String column = column(field);
        return column == null ? null : new FactFilter(column + " is not null", List.of());
    }

    private static @Nullable FactFilter compare(Condition.Compare compare) {
        Field field = compare.field();
        if (field == Field.IRREGULARITY) {
            String code = (String) compare.value();
            return field.codes().contains(code)
                    ? new FactFilter("irregularities like ? escape '!'", List.of("%," + escaped(code) + ",%"))
                    : NOTHING;
        }
        String column = column(field);
        if (column == null) {
            return null;
        }
        if (!(compare.value() instanceof Instant time)) {
            return new FactFilter(column + operator(compare.relation()), List.of(compare.value()));
        }
        // Columns have whole milliseconds.
        Instant bounded = Times.bounded(time);
        long floor = bounded.toEpochMilli();
        long ceiling = FactCondition.ceilingMillis(bounded);
        return switch (compare.relation()) {
            case EQUAL -> floor == ceiling ? new FactFilter(column + " = ?", List.of(floor)) : NOTHING;
            case LESS, AT_LEAST -> new FactFilter(column + operator(compare.relation()), List.of(ceiling));
            case AT_MOST, MORE -> new FactFilter(column + operator(compare.relation()), List.of(floor));
        };
    }

    private static String operator(Condition.Relation relation) {
        return switch (relation) {
            case EQUAL -> " = ?";
            case LESS -> " < ?";
            case AT_MOST -> " <= ?";
            case MORE -> " > ?";
            case AT_LEAST -> " >= ?";
        };
    }

    private static String escaped(String text) {
        return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }

    /** That has the field's one value, or none; null where there is no such column. */
    private static @Nullable String column(Field field) {
        return switch (field) {
            case LEAF_INDEX -> "leaf_index";
            case EVENT -> "event";
            case RECORDED_AT -> "recorded_at";
            case OCCURRED_AT -> "occurred_at";
            case TIME -> "coalesce(occurred_at, recorded_at)";
            case EMITTER -> "emitter";
            case MODE -> "mode";
            case ACTOR -> "actor_id";
            case ACTOR_KIND -> "actor_kind";
            case ON_BEHALF_OF -> "on_behalf_of";
            case POOL -> "pool";
            case RELATION -> "relation";
            case KIND -> "kind";
            case PURPOSE -> "purpose";
            case GROUND -> "ground";
            case OUTCOME -> "outcome";
            case CLIENT_ADDRESS -> "client_address";
            case USER_AGENT -> "user_agent";
            case CATEGORY -> "category";
            case CHANNEL -> "channel";
            case URGENT -> "urgent";
            case CONFIDENTIALITY -> "confidentiality";
            case CARE_SITE -> "care_site";
            case EVENT_ID,
                    MESSAGE_ID,
                    THREAD_ID,
                    IRREGULARITY,
                    PERSON,
                    SENDER,
                    RECIPIENT,
                    ROUTED_FROM,
                    ROUTED_TO,
                    APPROVER,
                    PATIENT -> null;
        };
    }
}
