package org.messageledger.patient;

import java.util.List;
import org.messageledger.fact.Facts;
import org.messageledger.fact.Page;
import org.messageledger.fact.Question;
import org.messageledger.fact.Reply;
import org.messageledger.fact.Role;
import org.messageledger.fact.Subject;
import org.messageledger.fact.SubjectKind;
import org.messageledger.party.PersonId;

/** Question 3: what concerns a patient. */
public final class Patients {

    private static final List<String> ACCESSES = List.of(Role.NAMED.name(), Role.OF_MESSAGE.name());
    private static final List<String> DISCLOSURES = List.of(Role.DISCLOSED.name());

    private final Facts facts;

    public Patients(Facts facts) {
        this.facts = facts;
    }

    /**
     * Everything that names the patient or is about one of its messages, refused attempts, listings and disclosures included,
     * each fact once; as soon as a message is known to be the patient's, with what happened to it before. Empty for a patient
     * nobody ever named.
     */
    public Reply<Page> accesses(PersonId patientId, Question question) {
        return facts.page(patient(patientId), ACCESSES, question);
    }

    /**
     * The accounting of disclosures (45 CFR 164.528): those that name the patient, and those of its messages that do not.
     * Which of them a patient need not be told of (164.528(a)(1)) is for who answers the patient.
     */
    public Reply<Page> disclosures(PersonId patientId, Question question) {
        return facts.page(patient(patientId), DISCLOSURES, question);
    }

    private static Subject patient(PersonId patientId) {
        return new Subject(SubjectKind.PATIENT, patientId.value());
    }
}
