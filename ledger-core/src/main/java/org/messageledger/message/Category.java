package org.messageledger.message;

/** The one topic of a message. */
public enum Category {
    SCHEDULING,
    BILLING,
    COVERAGE,
    REFERRAL,
    TEST_RESULT,
    SYMPTOM_UPDATE,
    MEDICATION,
    GENERAL_INFORMATION,
    PROVIDER_COLLABORATION,
    PROCUREMENT
}
