package org.messageledger.cli;

import static org.messageledger.cli.CommandDraft.actor;
import static org.messageledger.cli.CommandDraft.person;
import static org.messageledger.cli.CommandDraft.pool;
import static org.messageledger.cli.CommandDraft.toPool;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What happens to a message in a clinic, in {@link #KINDS} kinds of stories that follow one another round and round, so
 * that every kind is in any day of some dozen messages. Each story begins with a message and adds what follows from it.
 */
final class Stories {

    static final int KINDS = 10;

    private final ClinicDay day;
    private final Cast cast;
    private final SplittableRandom random;
    private final Sending sending;
    private final Reading reading;
    private final List<String> inbox = new ArrayList<>();

    Stories(ClinicDay day, Cast cast, SplittableRandom random) {
        this.day = day;
        this.cast = cast;
        this.random = random;
        this.sending = new Sending(day);
        this.reading = new Reading(day);
    }

    void tell(int number) {
        Letters.Letter letter = Letters.number(number + number / KINDS);
        switch (number % KINDS) {
            case 0 -> questionAnswered(letter);
            case 1 -> urgentSymptom();
            case 2 -> parentWrites(letter);
            case 3 -> resultWithAttachment();
            case 4 -> partnerAsks();
            case 5 -> misdirected(letter);
            case 6 -> glassBroken(letter);
            case 7 -> curiousColleague(letter);
            case 8 -> junk();
            default -> disclosed();
        }
    }

    private void questionAnswered(Letters.Letter letter) {
        String member = cast.member();
        String pool = cast.carePool();
        String channel = random.nextBoolean() ? "PORTAL" : "MOBILE_APP";
        String asked = sending.send(letter, channel, actor(member, "MEMBER"), toPool(pool), List.of(member), List.of());
        String nurse = cast.staff();
        inbox.add(asked);
        day.after(4, random);
        reading.list(inbox, cast.through(pool, nurse, "STAFF"), "LISTED", "COC", "");
        inbox.subList(0, Math.max(0, inbox.size() - 12)).clear();
        reading.open(asked, cast.through(pool, nurse, "STAFF"), "COC");
        if (day.mayStillSend()) {
            day.after(15, random);
            String answer = sending.reply(asked, letter, cast.through(pool, nurse, "STAFF"), member);
            day.after(20, random);
            reading.open(answer, actor(member, "MEMBER"), "PATRQT");
        }
        day.after(5, random);
        sending.resolve(asked, cast.through(pool, nurse, "STAFF"), "ANSWERED");
    }

    private void urgentSymptom() {
        String member = cast.member();
        Letters.Letter letter = Letters.about("SYMPTOM_UPDATE");
        String id = sending.urgent(letter, actor(member, "MEMBER"), "nurse-triage", member);
        day.after(0, random);
        reading.preview(id, cast.through("nurse-triage", Cast.MODEL, "SERVICE"), "TREAT");
        sending.route(id, null, pool("cardiology-north"), "MODEL", Cast.MODEL, null, "dizziness after a new medicine");
        String clinician = cast.clinician();
        day.after(6, random);
        reading.open(id, cast.through("cardiology-north", clinician, "CLINICIAN"), "TREAT");
        day.after(9, random);
        sending.resolve(id, cast.through("cardiology-north", clinician, "CLINICIAN"), "CALLED");
    }

    private void parentWrites(Letters.Letter letter) {
        String child = cast.child();
        String parent = cast.parentOf(child);
        var sender = cast.onBehalf(parent, child, "PARENT");
        String id = sending.send(letter, "MOBILE_APP", sender, toPool("primary-care"), List.of(child), List.of());
        String clinician = cast.clinician();
        day.after(25, random);
        reading.open(id, cast.through("primary-care", clinician, "CLINICIAN"), "TREAT");
        String elder = cast.member();
        day.after(10, random);
        reading.open(id, cast.onBehalf("member:900", elder, "PERSONAL_REPRESENTATIVE"), "FAMRQT");
        day.after(3, random);
        reading.open(id, sender, "FAMRQT");
    }

    private void resultWithAttachment() {
        String clinician = cast.clinician();
        String member = cast.member();
        var attachments = List.of(
                Letters.attachment("a1", "blood-count.pdf", "application/pdf", random),
                Letters.attachment("a2", "Röntgen Thorax.jpg", "image/jpeg", random));
        Letters.Letter letter = Letters.about("TEST_RESULT");
        String id = sending.send(
                letter, "PORTAL", actor(clinician, "CLINICIAN"), List.of(person(member)), List.of(member), attachments);
        day.after(40, random);
        reading.open(id, actor(member, "MEMBER"), "PATRQT");
        day.after(1, random);
        reading.attachment(id, actor(member, "MEMBER"), "ATTACHMENT_OPENED", "a1");
        day.after(2, random);
        reading.attachment(id, actor(member, "MEMBER"), "ATTACHMENT_DOWNLOADED", "a2");
    }

    private void partnerAsks() {
        String partner = cast.partner();
        boolean procurement = random.nextBoolean();
        Letters.Letter letter = Letters.about(procurement ? "PROCUREMENT" : "PROVIDER_COLLABORATION");
        String pool = procurement ? "procurement" : "primary-care";
        String id = sending.partner(letter, partner, pool, day.in(Duration.ofDays(3)));
        day.after(50, random);
        reading.open(id, cast.through(pool, cast.staff(), "STAFF"), procurement ? "HOPERAT" : "COC");
        sending.resolve(id, cast.through(pool, cast.staff(), "STAFF"), "NO_ANSWER_NEEDED");
    }

    private void misdirected(Letters.Letter letter) {
        String member = cast.member();
        String id = sending.send(
                letter, "PORTAL", actor(member, "MEMBER"), toPool("front-desk"), List.of(member), List.of());
        day.after(1, random);
        sending.route(id, pool("front-desk"), pool("billing"), "RULE", "rule:words-of-money", null, "names a charge");
        String clerk = cast.staff();
        day.after(30, random);
        reading.open(id, cast.through("front-desk", cast.staff(), "STAFF"), "COC");
        reading.open(id, cast.through("billing", clerk, "STAFF"), "HPAYMT");
        var routedBy = cast.through("billing", clerk, "STAFF");
        sending.route(id, pool("billing"), person(cast.clinician()), "PERSON", clerk, routedBy, "is not about money");
    }

    private void glassBroken(Letters.Letter letter) {
        String member = cast.member();
        String clinician = cast.clinician();
        var recipients = List.of(person(clinician));
        String id = sending.send(letter, "PORTAL", actor(member, "MEMBER"), recipients, List.of(member), List.of());
        day.after(90, random);
        String colleague = cast.colleagueOf(clinician);
        reading.breakGlass(id, actor(colleague, "CLINICIAN"), member, "unconscious in the emergency department");
        day.after(60, random);
        reading.withAuthority(id, actor("staff:compliance", "STAFF"), "HCOMPL", "case:2026-17", "staff:privacy");
    }

    private void curiousColleague(Letters.Letter letter) {
        String member = cast.member();
        String clinician = cast.clinician();
        var recipients = List.of(person(clinician));
        String id = sending.restricted(letter, actor(member, "MEMBER"), recipients, member);
        day.after(12, random);
        reading.refused(id, actor(cast.staff(), "STAFF"), "no part in the care of this patient");
        day.after(1, random);
        reading.list(List.of(id), actor(cast.staff(), "STAFF"), "FOUND", "HOPERAT", "name of a well-known patient");
        day.after(100, random);
        sending.retract(id, actor(member, "MEMBER"), "sent to the wrong practice");
    }

    private void junk() {
        String member = cast.member();
        String id = sending.mail(Letters.about("GENERAL_INFORMATION"), "outside:" + random.nextInt(1, 400), member);
        day.after(14, random);
        reading.open(id, actor(member, "MEMBER"), "PATRQT");
        day.after(1, random);
        sending.suspicion(id, actor(member, "MEMBER"), "asks for my insurance number");
    }

    private void disclosed() {
        String member = cast.member();
        Letters.Letter letter = Letters.about("REFERRAL");
        String id = sending.send(
                letter, "API", actor(Cast.PORTAL, "SERVICE"), toPool("primary-care"), List.of(member), List.of());
        day.after(55, random);
        reading.export(id, cast.through("primary-care", cast.staff(), "STAFF"), member);
        day.after(5, random);
        sending.disclose(id, member, actor(cast.staff(), "STAFF"), random.nextBoolean());
    }
}
