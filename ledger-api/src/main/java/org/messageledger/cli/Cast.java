package org.messageledger.cli;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** The invented people, pools and services of the clinic. Whom a name stands for never changes between days. */
final class Cast {

    static final String PORTAL = "service:portal";
    static final String ROUTER = "service:routing-rules";
    static final String MODEL = "service:triage-model";
    static final List<String> CARE_POOLS = List.of("primary-care", "cardiology-north", "nurse-triage", "pharmacy");

    private static final int MEMBERS = 120;
    private static final int CLINICIANS = 14;
    private static final int STAFF = 9;
    private static final int PARTNERS = 6;

    private final SplittableRandom random;

    Cast(SplittableRandom random) {
        this.random = random;
    }

    String member() {
        return "member:" + (1 + random.nextInt(MEMBERS));
    }

    /** A child of {@link #parentOf}; children have ids of their own, above those of the adults. */
    String child() {
        return "member:" + (1_000 + random.nextInt(MEMBERS));
    }

    String parentOf(String child) {
        return "member:" + (Integer.parseInt(child.substring("member:".length())) - 1_000 + 1);
    }

    String clinician() {
        return "clinician:" + (1 + random.nextInt(CLINICIANS));
    }

    /** A clinician that is another than the one given. */
    String colleagueOf(String clinician) {
        int number = Integer.parseInt(clinician.substring("clinician:".length()));
        return "clinician:" + (1 + number % CLINICIANS);
    }

    String staff() {
        return "staff:" + (1 + random.nextInt(STAFF));
    }

    String partner() {
        return "partner:" + (1 + random.nextInt(PARTNERS));
    }

    String carePool() {
        return pick(CARE_POOLS);
    }

    <T> T pick(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    Map<String, Object> through(String pool, String id, String kind) {
        return CommandDraft.object("id", id, "kind", kind, "pool", pool);
    }

    Map<String, Object> onBehalf(String id, String of, String relation) {
        return CommandDraft.object("id", id, "kind", "MEMBER", "onBehalfOf", of, "relation", relation);
    }
}
