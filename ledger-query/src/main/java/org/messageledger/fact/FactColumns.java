package org.messageledger.fact;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.messageledger.access.AccessKind;
import org.messageledger.access.Ground;
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

    static final List<String> NAMES = List.of(
            "generation",
            "leaf_index",
            "event_id",
            "event",
            "recorded_at",
            "occurred_at",
            "emitter",
            "mode",
            "message_id",
            "thread_id",
            "actor_id",
            "actor_kind",
            "on_behalf_of",
            "pool",
            "relation",
            "kind",
            "purpose",
            "ground",
            "outcome",
            "irregularities",
            "client_address",
            "user_agent",
            "category",
            "channel",
            "urgent",
            "confidentiality",
            "care_site",
            "patient_ids",
            "detail");

    private FactColumns() {}

    /** Binds a row from parameter {@code first} on. */
    static void bind(PreparedStatement statement, int first, int generation, Fact fact, List<String> patientIds)
            throws SQLException {
        Actor actor = fact.actor();
        Client client = fact.client();
        Instant occurredAt = fact.occurredAt();
        int at = first;
        statement.setInt(at++, generation);
        statement.setLong(at++, fact.leafIndex());
        statement.setObject(at++, fact.eventId());
        statement.setString(at++, fact.event());
        statement.setLong(at++, fact.recordedAt().toEpochMilli());
        statement.setObject(at++, occurredAt == null ? null : occurredAt.toEpochMilli(), Types.BIGINT);
        statement.setString(at++, fact.emitter());
        text(statement, at++, fact.mode());
        text(statement, at++, fact.messageId());
        statement.setString(at++, fact.threadId());
        text(statement, at++, actor == null ? null : actor.id());
        text(statement, at++, actor == null ? null : actor.kind());
        text(statement, at++, actor == null ? null : actor.onBehalfOf());
        text(statement, at++, actor == null ? null : actor.pool());
        text(statement, at++, actor == null ? null : actor.relation());
        text(statement, at++, fact.kind());
        text(statement, at++, fact.purpose());
        text(statement, at++, fact.ground());
        text(statement, at++, fact.outcome());
        statement.setString(at++, Codes.write(fact.irregularities()));
        statement.setString(at++, client == null ? null : client.address());
        statement.setString(at++, client == null ? null : client.userAgent());
        text(statement, at++, fact.category());
        text(statement, at++, fact.channel());
        statement.setObject(at++, fact.urgent(), Types.BOOLEAN);
        text(statement, at++, fact.confidentiality());
        statement.setString(at++, fact.careSite());
        statement.setString(at++, Codes.write(patientIds));
        statement.setString(at, Detail.write(fact.detail()));
    }

    private static void text(PreparedStatement statement, int at, @Nullable Object value) throws SQLException {
        statement.setString(at, value == null ? null : value.toString());
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
