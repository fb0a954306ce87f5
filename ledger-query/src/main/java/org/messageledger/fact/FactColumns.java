package org.messageledger.fact;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.messageledger.access.AccessKind;
import org.messageledger.access.Ground;
import org.messageledger.fact.MultiRowInsert.Column;
import org.messageledger.fact.MultiRowInsert.Value;
import org.messageledger.message.Category;
import org.messageledger.message.Channel;
import org.messageledger.message.Confidentiality;
import org.messageledger.party.Actor;
import org.messageledger.party.ActorKind;
import org.messageledger.party.Client;
import org.messageledger.party.MessageId;
import org.messageledger.party.Mode;
import org.messageledger.party.PersonId;
import org.messageledger.party.PoolId;
import org.messageledger.party.Purpose;
import org.messageledger.party.Relation;

/** A fact and its row, both ways. */
final class FactColumns {

    /**
     * A row but for its generation.
     *
     * @param fact but for its detail
     * @param patientIds that the event itself names
     */
    record Row(Fact fact, List<String> patientIds, String detail) {}

    static final List<Column<Row>> ALL = List.of(
            number("leaf_index", Fact::leafIndex),
            new Column<>("event_id", "uuid", UUID.class, row -> row.fact().eventId()),
            text("event", Fact::event),
            number("recorded_at", fact -> fact.recordedAt().toEpochMilli()),
            number("occurred_at", fact -> millis(fact.occurredAt())),
            text("emitter", Fact::emitter),
            text("mode", Fact::mode),
            text("message_id", Fact::messageId),
            text("thread_id", Fact::threadId),
            ofActor("actor_id", Actor::id),
            ofActor("actor_kind", Actor::kind),
            ofActor("on_behalf_of", Actor::onBehalfOf),
            ofActor("pool", Actor::pool),
            ofActor("relation", Actor::relation),
            text("kind", Fact::kind),
            text("purpose", Fact::purpose),
            text("ground", Fact::ground),
            text("outcome", Fact::outcome),
            text("irregularities", fact -> Codes.write(fact.irregularities())),
            ofClient("client_address", Client::address),
            ofClient("user_agent", Client::userAgent),
            text("category", Fact::category),
            text("channel", Fact::channel),
            new Column<>("urgent", "boolean", Boolean.class, row -> row.fact().urgent()),
            text("confidentiality", Fact::confidentiality),
            text("care_site", Fact::careSite),
            new Column<>("patient_ids", "varchar", String.class, row -> Codes.write(row.patientIds())),
            new Column<>("detail", "varchar", String.class, Row::detail));

    static final List<String> NAMES = ALL.stream().map(Column::name).toList();

    private FactColumns() {}

    private static Column<Row> number(String name, Value<Fact> value) {
        return new Column<>(name, "bigint", Long.class, row -> value.of(row.fact()));
    }

    private static Column<Row> text(String name, Value<Fact> value) {
        return new Column<>(name, "varchar", String.class, row -> string(value.of(row.fact())));
    }

    private static Column<Row> ofActor(String name, Value<Actor> value) {
        return text(name, fact -> fact.actor() == null ? null : value.of(fact.actor()));
    }

    private static Column<Row> ofClient(String name, Value<Client> value) {
        return text(name, fact -> fact.client() == null ? null : value.of(fact.client()));
    }

    private static @Nullable Long millis(@Nullable Instant time) {
        return time == null ? null : time.toEpochMilli();
    }

    private static @Nullable String string(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    static Fact read(ResultSet row) throws SQLException {
        long occurredAt = row.getLong("occurred_at");
        boolean occurred = !row.wasNull();
        boolean urgent = row.getBoolean("urgent");
        boolean send = !row.wasNull();
        return new Fact(
                row.getLong("leaf_index"),
                row.getObject("event_id", UUID.class),
                row.getString("event"),
                Instant.ofEpochMilli(row.getLong("recorded_at")),
                occurred ? Instant.ofEpochMilli(occurredAt) : null,
                row.getString("emitter"),
                value(row, "mode", Mode::valueOf),
                value(row, "message_id", MessageId::new),
                row.getString("thread_id"),
                actor(row),
                value(row, "kind", AccessKind::valueOf),
                value(row, "purpose", Purpose::new),
                value(row, "ground", Ground::valueOf),
                value(row, "outcome", Outcome::valueOf),
                Codes.irregularities(row.getString("irregularities")),
                client(row),
                value(row, "category", Category::valueOf),
                value(row, "channel", Channel::valueOf),
                send ? urgent : null,
                value(row, "confidentiality", Confidentiality::valueOf),
                row.getString("care_site"),
                Detail.read(row.getString("detail")));
    }

    private static @Nullable Actor actor(ResultSet row) throws SQLException {
        PersonId id = value(row, "actor_id", PersonId::new);
        return id == null
                ? null
                : new Actor(
                        id,
                        ActorKind.valueOf(row.getString("actor_kind")),
                        value(row, "on_behalf_of", PersonId::new),
                        value(row, "pool", PoolId::new),
                        value(row, "relation", Relation::valueOf));
    }

    private static @Nullable Client client(ResultSet row) throws SQLException {
        String address = row.getString("client_address");
        String userAgent = row.getString("user_agent");
        return address == null && userAgent == null ? null : new Client(address, userAgent);
    }

    private static <T> @Nullable T value(ResultSet row, String column, Function<String, T> type) throws SQLException {
        String text = row.getString(column);
        return text == null ? null : type.apply(text);
    }
}
