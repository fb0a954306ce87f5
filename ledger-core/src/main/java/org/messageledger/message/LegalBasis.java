package org.messageledger.message;

/** On what ground a disclosure rests: 45 CFR 164.506, 164.508 and the cases of 164.512. */
public enum LegalBasis {
    TREATMENT,
    PAYMENT,
    OPERATIONS,
    TO_INDIVIDUAL,
    AUTHORIZATION,
    REQUIRED_BY_LAW,
    PUBLIC_HEALTH,
    HEALTH_OVERSIGHT,
    JUDICIAL,
    LAW_ENFORCEMENT,
    DECEDENTS,
    RESEARCH,
    SAFETY_THREAT,
    SPECIALIZED_GOVERNMENT,
    WORKERS_COMPENSATION,
    OTHER
}
