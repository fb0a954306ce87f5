package org.messageledger.fact;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.messageledger.party.Irregularity;

/**
 * Values of fields that few facts have and that are asked for over years: postings lead to those facts, as they lead to those
 * of a person. Which values these are is part of what the view holds: another set takes a migration.
 */
final class RareValues {

    /** All of a field but its common values. */
    private static final Map<Field, Set<String>> RARE = Map.of(
            Field.EVENT,
                    Set.of(
                            "LedgerFounded",
                            "MessageRouted",
                            Role.DISCLOSURE,
                            "MessageResolved",
                            "MessageRetracted",
                            "SuspicionReported"),
            Field.OUTCOME, Set.of(Outcome.REFUSED.name()),
            Field.IRREGULARITY, Set.copyOf(Field.IRREGULARITY.codes()),
            Field.KIND, Set.of("ATTACHMENT_DOWNLOADED", "PRINTED", "EXPORTED", "FORWARDED"),
            Field.GROUND, Set.of("BREAK_GLASS", "AUTHORITY", "NONE"),
            Field.PURPOSE, Set.of("BTG"),
            Field.CONFIDENTIALITY, Set.of("R", "V"),
            Field.URGENT, Set.of("true"));

    private static final String REFUSED_READ = "MessageReadRefused";

    private RareValues() {}

    /** The subjects under which postings have a fact. */
    static List<String> of(Fact fact) {
        List<String> ids = new ArrayList<>();
        KnownFact known = new KnownFact(fact, Map.of());
        for (Field field : Field.values()) {
            Set<String> rare = RARE.getOrDefault(field, Set.of());
            if (!rare.isEmpty()) {
                known.values(field).stream()
                        .map(Object::toString)
                        .filter(rare::contains)
                        .forEach(value -> ids.add(id(field, value)));
            }
        }
        return ids;
    }

    /** The subjects of all facts that have the value; none when no postings lead to them. */
    static List<String> having(Field field, String value) {
        if (field == Field.EVENT && value.equals(REFUSED_READ)) {
            return List.of(id(Field.OUTCOME, Outcome.REFUSED.name()));
        }
        return RARE.getOrDefault(field, Set.of()).contains(value) ? List.of(id(field, value)) : List.of();
    }

    /** The subjects of all facts that have the field at all; none when no postings lead to them. */
    static List<String> having(Field field) {
        return field == Field.IRREGULARITY
                ? List.of(Irregularity.values()).stream()
                        .map(code -> id(field, code.name()))
                        .toList()
                : List.of();
    }

    private static String id(Field field, String value) {
        return field.word() + ":" + value;
    }
}
