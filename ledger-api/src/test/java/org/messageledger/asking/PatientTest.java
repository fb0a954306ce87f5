package org.messageledger.asking;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who touched anything about a patient, and what was disclosed. */
@ExtendWith(SharedLedger.class)
class PatientTest {

    private final Asking asking;

    PatientTest(Asking asking) {
        this.asking = asking;
    }

    private long disclose(String messageId, String patients) {
        return asking.record(
                "/disclosures", "{\"mode\":\"REPORT\"," + patients + """
                "messageId":"%s","recipient":{"name":"A court"},"description":"A letter","requestReference":"court:77",
                "disclosedBy":%s,"legalBasis":"JUDICIAL"}""".formatted(messageId, Asking.MEMBER));
    }

    @Test
    void isFoundByWhatNamesItAndByItsMessages() {
        long early = asking.read("patient:1");
        long earlyDisclosure = disclose("patient:1", "\"patientIds\":[\"child:2\"],");
        long sent = asking.send("patient:1", "\"mode\":\"REPORT\",\"patientIds\":[\"child:1\"],");
        long read = asking.read("patient:1");
        long refused = asking.read("patient:1", "stranger:1", "");
        long routed = asking.record(
                "/messages/patient:1/routes",
                "{\"to\":{\"pool\":\"triage\"},\"cause\":\"PERSON\",\"reason\":\"hers\",\"routedBy\":"
                        + Asking.clinician("clinician:8") + "}");
        long disclosed = disclose("patient:1", "\"patientIds\":[\"child:1\"],");
        long listed = asking.record(
                "/listings",
                "{\"messageIds\":[\"patient:1\"],\"actor\":" + Asking.MEMBER
                        + ",\"kind\":\"LISTED\",\"purpose\":\"TREAT\"}");

        assertThat(asking.leaves("/patients/child:1/accesses"))
                .containsExactly(early, earlyDisclosure, sent, read, refused, routed, disclosed, listed);
        assertThat(asking.leaves("/patients/child:1/accesses?outcome=REFUSED")).containsExactly(early, refused);
        assertThat(asking.leaves("/patients/child:1/disclosures")).containsExactly(earlyDisclosure, disclosed);
        assertThat(asking.leaves("/patients/child:1/disclosures?asOf=" + (sent - 1)))
                .as("that the message is the child's was not known then")
                .isEmpty();
        assertThat(asking.leaves("/patients/child:2/disclosures")).containsExactly(earlyDisclosure);
        assertThat(asking.leaves("/patients/child:2/accesses")).containsExactly(earlyDisclosure);
        assertThat(asking.leaves("/pools/triage/activity")).containsExactly(routed);
    }

    @Test
    void isUnknownUntilSomebodyNamesIt() {
        assertThat(asking.leaves("/patients/child:9/accesses")).isEmpty();
        assertThat(asking.leaves("/patients/child:9/disclosures")).isEmpty();
        assertThat(asking.leaves("/pools/nowhere/activity")).isEmpty();
    }
}
