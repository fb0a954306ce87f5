package org.messageledger.cli;

import static org.messageledger.cli.CommandDraft.object;

import java.util.List;
import java.util.Map;

/** Who looks at a message in the clinic's day, and why; or tries to. */
final class Reading {

    private final ClinicDay day;

    Reading(ClinicDay day) {
        this.day = day;
    }

    void open(String id, Map<String, Object> actor, String purpose) {
        day.add(read(id, actor, "OPENED", purpose));
    }

    void preview(String id, Map<String, Object> actor, String purpose) {
        day.add(read(id, actor, "PREVIEWED", purpose));
    }

    void attachment(String id, Map<String, Object> actor, String kind, String attachmentId) {
        day.add(read(id, actor, kind, "PATRQT").with("attachmentId", attachmentId));
    }

    void export(String id, Map<String, Object> actor, String patient) {
        day.add(read(id, actor, "EXPORTED", "COC").with("patientId", patient));
    }

    void breakGlass(String id, Map<String, Object> actor, String patient, String justification) {
        day.add(read(id, actor, "OPENED", "BTG").with("patientId", patient).with("justification", justification));
    }

    void withAuthority(String id, Map<String, Object> actor, String purpose, String reference, String approvedBy) {
        day.add(read(id, actor, "OPENED", purpose)
                .with("authority", object("reference", reference, "approvedBy", approvedBy)));
    }

    /** The portal let nobody in and says so: the attempt is recorded as refused. */
    void refused(String id, Map<String, Object> actor, String reason) {
        day.add(read(id, actor, "OPENED", "TREAT")
                .with("refusedBy", Cast.PORTAL)
                .with("refusalReason", reason));
    }

    /** @param query what was searched for; blank for an inbox */
    void list(List<String> ids, Map<String, Object> actor, String kind, String purpose, String query) {
        CommandDraft list = CommandDraft.command("ListMessages")
                .with("messageIds", List.copyOf(ids))
                .with("actor", actor)
                .with("kind", kind)
                .with("purpose", purpose);
        day.add(query.isEmpty() ? list : list.with("query", query));
    }

    private static CommandDraft read(String id, Map<String, Object> actor, String kind, String purpose) {
        return CommandDraft.command("ReadMessage")
                .with("messageId", id)
                .with("actor", actor)
                .with("kind", kind)
                .with("purpose", purpose);
    }
}
