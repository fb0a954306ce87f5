package org.messageledger.cli;

import static org.messageledger.cli.CommandDraft.actor;
import static org.messageledger.cli.CommandDraft.object;
import static org.messageledger.cli.CommandDraft.person;
import static org.messageledger.cli.CommandDraft.toPool;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What moves a message in the clinic's day: it is sent, answered, routed, settled, taken back, given away. */
final class Sending {

    private final ClinicDay day;

    Sending(ClinicDay day) {
        this.day = day;
    }

    String send(
            Letters.Letter letter,
            String channel,
            Map<String, Object> sender,
            List<Map<String, Object>> recipients,
            List<String> patients,
            List<Map<String, Object>> attachments) {
        String id = day.nextMessageId();
        day.add(message(id, letter, channel, sender, recipients)
                .with("patientIds", patients)
                .with("attachments", attachments));
        return id;
    }

    String reply(String parent, Letters.Letter letter, Map<String, Object> sender, String to) {
        String id = day.nextMessageId();
        Letters.Letter answer =
                new Letters.Letter(letter.category(), "Re: " + letter.subject(), "We have taken care of it.");
        day.add(message(id, answer, "PORTAL", sender, List.of(person(to)))
                .with("threadId", parent)
                .with("inReplyTo", parent)
                .with("patientIds", List.of(to)));
        return id;
    }

    String urgent(Letters.Letter letter, Map<String, Object> sender, String pool, String patient) {
        String id = day.nextMessageId();
        day.add(message(id, letter, "MOBILE_APP", sender, toPool(pool))
                .with("urgent", true)
                .with("patientIds", List.of(patient))
                .with("client", object("address", "192.0.2.17", "userAgent", "CarePortal/7.2 (Android 15)")));
        return id;
    }

    String restricted(
            Letters.Letter letter, Map<String, Object> sender, List<Map<String, Object>> recipients, String patient) {
        String id = day.nextMessageId();
        day.add(message(id, letter, "PORTAL", sender, recipients)
                .with("confidentiality", "V")
                .with("patientIds", List.of(patient)));
        return id;
    }

    String partner(Letters.Letter letter, String partner, String pool, String replyBy) {
        String id = day.nextMessageId();
        Map<String, Object> details = object(
                "organisation",
                "Practice of " + partner,
                "licenceNumber",
                "L-" + partner.substring(partner.indexOf(':') + 1) + "-2291",
                "preferredReply",
                "PORTAL",
                "replyBy",
                replyBy);
        day.add(message(id, letter, "API", actor(partner, "PARTNER"), toPool(pool))
                .with("partner", details));
        return id;
    }

    String mail(Letters.Letter letter, String from, String to) {
        String id = day.nextMessageId();
        Map<String, Object> email =
                object("from", "offers@prizes.example", "spf", "FAIL", "dkim", "NONE", "dmarc", "FAIL");
        day.add(message(id, letter, "EMAIL", actor(from, "PARTNER"), List.of(person(to)))
                .with("email", email));
        return id;
    }

    void route(
            String id,
            @Nullable Map<String, Object> from,
            Map<String, Object> to,
            String cause,
            String causeId,
            @Nullable Map<String, Object> routedBy,
            String reason) {
        CommandDraft route = CommandDraft.command("RouteMessage").with("messageId", id);
        if (from != null) {
            route.with("from", from);
        }
        route.with("to", to).with("cause", cause).with("causeId", causeId);
        if (routedBy != null) {
            route.with("routedBy", routedBy);
        }
        day.add(route.with("reason", reason));
    }

    void resolve(String id, Map<String, Object> actor, String resolution) {
        day.add(by("ResolveMessage", id, actor).with("resolution", resolution));
    }

    void retract(String id, Map<String, Object> actor, String reason) {
        day.add(by("RetractMessage", id, actor).with("reason", reason));
    }

    void suspicion(String id, Map<String, Object> actor, String reason) {
        day.add(by("ReportSuspicion", id, actor).with("reason", reason));
    }

    /** To the patient, or to a school by the patient's authorization: the two an accounting treats differently. */
    void disclose(String id, String patient, Map<String, Object> by, boolean toPatient) {
        CommandDraft disclosure = CommandDraft.command("DiscloseMessage")
                .with("messageId", id)
                .with("patientIds", List.of(patient))
                .with("recipient", object("name", toPatient ? patient : "School of the patient"))
                .with("description", "a copy of the message");
        if (toPatient) {
            disclosure.with("requestReference", "request:" + id);
        } else {
            disclosure.with("purposeStatement", "fitness for school sports");
        }
        day.add(disclosure.with("disclosedBy", by).with("legalBasis", toPatient ? "TO_INDIVIDUAL" : "AUTHORIZATION"));
    }

    private static CommandDraft by(String command, String id, Map<String, Object> actor) {
        return CommandDraft.command(command).with("messageId", id).with("actor", actor);
    }

    private static CommandDraft message(
            String id,
            Letters.Letter letter,
            String channel,
            Map<String, Object> sender,
            List<Map<String, Object>> recipients) {
        return CommandDraft.command("SendMessage")
                .with("messageId", id)
                .with("sender", sender)
                .with("recipients", recipients)
                .with("category", letter.category())
                .with("channel", channel)
                .with("confidentiality", letter.category().equals("TEST_RESULT") ? "R" : "N")
                .with("subject", letter.subject())
                .with("body", letter.body());
    }
}
