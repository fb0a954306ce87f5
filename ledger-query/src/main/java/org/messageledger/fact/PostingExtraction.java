package org.messageledger.fact;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.messageledger.access.Authority;
import org.messageledger.access.MessageRead;
import org.messageledger.access.MessageReadRefused;
import org.messageledger.access.MessagesListed;
import org.messageledger.message.MessageDisclosed;
import org.messageledger.message.MessageRouted;
import org.messageledger.message.MessageSent;
import org.messageledger.party.Actor;
import org.messageledger.party.Irregularity;
import org.messageledger.party.Party;
import org.messageledger.party.PersonId;
import org.messageledger.party.PoolId;

/** Whom and what a fact concerns, each subject once in each role. Pure: earlier sends are given. */
final class PostingExtraction {

    private final long leafIndex;
    private final Set<Posting> postings = new LinkedHashSet<>();

    private PostingExtraction(long leafIndex) {
        this.leafIndex = leafIndex;
    }

    /** The people, pools, sites and patients that the event itself names, and its rare values. */
    static List<Posting> of(Fact fact, Object payload, List<String> patientIds) {
        PostingExtraction extraction = new PostingExtraction(fact.leafIndex());
        Role named = ofPatient(fact, Role.NAMED);
        patientIds.forEach(patient -> extraction.add(SubjectKind.PATIENT, patient, named));
        extraction.actor(fact.actor(), payload instanceof MessageSent ? Role.SENDER : Role.ACTOR);
        extraction.named(payload);
        RareValues.of(fact).forEach(value -> extraction.add(SubjectKind.VALUE, value, Role.VALUE));
        return List.copyOf(extraction.postings);
    }

    /**
     * The messages, with their threads and patients.
     *
     * @param sends the first sends of earlier leaves, by message id
     */
    static Set<Posting> ofMessages(Extracted leaf, Map<String, FirstSend> sends) {
        PostingExtraction extraction = new PostingExtraction(leaf.leafIndex());
        extraction.messages(leaf, sends);
        return extraction.postings;
    }

    /** The messages that a fact is about, and for a listing what is wrong with each. */
    static Map<String, @Nullable String> messagesOf(Fact fact, Object payload) {
        Map<String, @Nullable String> messages = new LinkedHashMap<>();
        if (fact.messageId() != null) {
            messages.put(fact.messageId().value(), null);
        } else if (payload instanceof MessagesListed listed) {
            listed.messages().forEach(message -> {
                Set<Irregularity> ofMessage = EnumSet.noneOf(Irregularity.class);
                ofMessage.addAll(listed.irregularities());
                ofMessage.addAll(message.irregularities());
                messages.put(message.messageId().value(), Codes.write(ofMessage));
            });
        }
        return messages;
    }

    /** The patients that the event itself names. */
    static List<String> patientsOf(Object payload) {
        List<PersonId> patients = List.of();
        if (payload instanceof MessageSent sent) {
            patients = sent.patientIds();
        } else if (payload instanceof MessageDisclosed disclosed) {
            patients = disclosed.patientIds();
        } else if (payload instanceof MessageRead read && read.patientId() != null) {
            patients = List.of(read.patientId());
        } else if (payload instanceof MessageReadRefused refused && refused.patientId() != null) {
            patients = List.of(refused.patientId());
        }
        List<String> ids = new ArrayList<>(patients.size());
        patients.forEach(patient -> ids.add(patient.value()));
        return ids;
    }

    private void messages(Extracted leaf, Map<String, FirstSend> sends) {
        FirstSend claimed = leaf.send();
        String event = leaf.row().fact().event();
        leaf.messages().forEach((messageId, irregularities) -> {
            FirstSend send = sends.getOrDefault(messageId, claimed);
            if (send != null && send.threadId().equals(messageId)) {
                add(messageId, RoleCode.ofStarter(event), irregularities);
            } else {
                add(messageId, RoleCode.of(SubjectKind.MESSAGE, event), irregularities);
                if (send != null) {
                    add(send.threadId(), RoleCode.of(SubjectKind.THREAD, event), null);
                }
            }
            // A second send may claim another thread: it is found there too.
            if (claimed != null && send != null && !claimed.threadId().equals(send.threadId())) {
                add(claimed.threadId(), RoleCode.of(SubjectKind.THREAD, event), null);
            }
            if (send != null) {
                Role ofMessage = ofPatient(leaf.row().fact(), Role.OF_MESSAGE);
                for (String patient : send.patientIds()) {
                    if (!leaf.row().patientIds().contains(patient)) {
                        add(SubjectKind.PATIENT, patient, ofMessage);
                    }
                }
            }
        });
    }

    /** Few of what concerns a patient are disclosures, and they are asked for alone. */
    private static Role ofPatient(Fact fact, Role otherwise) {
        return fact.event().equals(Role.DISCLOSURE) ? Role.DISCLOSED : otherwise;
    }

    private void actor(@Nullable Actor actor, Role role) {
        if (actor == null) {
            return;
        }
        add(SubjectKind.PERSON, actor.id().value(), role);
        PersonId principal = actor.onBehalfOf();
        if (principal != null) {
            add(SubjectKind.PERSON, principal.value(), Role.ON_BEHALF_OF);
        }
        PoolId pool = actor.pool();
        if (pool != null) {
            add(SubjectKind.POOL, pool.value(), Role.ACTOR);
        }
    }

    private void named(Object payload) {
        if (payload instanceof MessageSent sent) {
            sent.recipients().forEach(recipient -> party(recipient, Role.RECIPIENT));
            if (sent.careSite() != null) {
                add(SubjectKind.SITE, sent.careSite(), Role.CARE_SITE);
            }
        } else if (payload instanceof MessageRouted routed) {
            party(routed.from(), Role.ROUTED_FROM);
            party(routed.to(), Role.ROUTED_TO);
        } else if (payload instanceof MessageRead read) {
            approver(read.authority());
        } else if (payload instanceof MessageReadRefused refused) {
            approver(refused.authority());
        }
    }

    private void approver(@Nullable Authority authority) {
        if (authority != null) {
            add(SubjectKind.PERSON, authority.approvedBy().value(), Role.APPROVER);
        }
    }

    private void party(@Nullable Party party, Role role) {
        if (party instanceof Party.Person person) {
            add(SubjectKind.PERSON, person.person().value(), role);
        } else if (party instanceof Party.Pool pool) {
            add(SubjectKind.POOL, pool.pool().value(), role);
        }
    }

    private void add(SubjectKind kind, String id, Role role) {
        add(id, RoleCode.of(kind, role), null);
    }

    private void add(String id, short role, @Nullable String irregularities) {
        postings.add(new Posting(id, role, leafIndex, irregularities));
    }
}
