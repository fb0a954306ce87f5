package org.messageledger.fact;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * A kind of subject and a role in one small number, as postings hold it. A fact takes one posting where one says enough:
 * of a message whose thread has its name, for both; of a sender, who is always the actor too; of a patient whom a
 * disclosure concerns, however it does.
 */
final class RoleCode {

    /** Codes of one kind of subject. */
    static final int KIND = 100;

    /** Of a message, found as its thread too: less than those of messages alone. */
    private static final int STARTER = 0;

    /** The least of a message. Its first send has the least of all that it has. */
    static final int MESSAGE_MIN = STARTER;

    static final int MESSAGE_MAX = 2 * KIND - 1;

    private RoleCode() {}

    static short of(SubjectKind kind, Role role) {
        return code(kind.code() * KIND, role.code());
    }

    /** For messages and threads. */
    static short of(SubjectKind kind, String event) {
        return code(kind.code() * KIND, place(event));
    }

    /** For a message whose thread has its name. */
    static short ofStarter(String event) {
        return code(STARTER, place(event));
    }

    /**
     * All that answer a question for one of these roles.
     *
     * @param roles a {@link Role} by name, or for messages and threads names of {@link Role#EVENTS}
     */
    static Set<Short> answering(SubjectKind kind, Collection<String> roles) {
        Set<Short> codes = new TreeSet<>();
        for (String role : roles) {
            if (kind == SubjectKind.MESSAGE || kind == SubjectKind.THREAD) {
                codes.add(ofStarter(role));
                codes.add(of(kind, role));
            } else {
                codes.add(of(kind, Role.valueOf(role)));
                if (kind == SubjectKind.PERSON && Role.valueOf(role) == Role.ACTOR) {
                    codes.add(of(kind, Role.SENDER));
                }
                if (kind == SubjectKind.PATIENT) {
                    codes.add(of(kind, Role.DISCLOSED));
                }
            }
        }
        return codes;
    }

    /** In words; of a number that stands for nothing, the number. */
    static String words(int code) {
        int kind = code / KIND;
        int role = code % KIND;
        if (kind <= SubjectKind.THREAD.code() && role >= 1 && role <= Role.EVENTS.size()) {
            return (kind == SubjectKind.THREAD.code() ? "thread, " : "message, ") + Role.EVENTS.get(role - 1);
        }
        for (SubjectKind subject : SubjectKind.values()) {
            for (Role of : Role.values()) {
                if (subject.code() == kind && of.code() == role) {
                    return subject.name().toLowerCase(Locale.ROOT) + ", " + of;
                }
            }
        }
        return "role " + code;
    }

    private static int place(String event) {
        int index = Role.EVENTS.indexOf(event);
        if (index < 0) {
            throw new IllegalArgumentException("no event of messages: event=" + event);
        }
        return index + 1;
    }

    private static short code(int kind, int role) {
        return (short) (kind + role);
    }
}
