package org.messageledger.party;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Set;

/**
 * Why somebody looked: a code of HL7 v3 PurposeOfUse, {@code http://terminology.hl7.org/ValueSet/v3-PurposeOfUse}, OID
 * 2.16.840.1.113883.1.11.20448. Any well-formed code is kept as it was sent; {@link #known()} tells whether the value set
 * in the pinned version has it.
 *
 * <p>The value set is defined as {@code is-a PurposeOfUse} in the code system v3-ActReason. Known are the 62 concepts below
 * the head {@code PurposeOfUse} itself, which the code system marks as not selectable: it names no purpose. Taken from
 * HL7's Unified Terminology Governance (github.com/HL7/UTG, input/sourceOfTruth/v3).
 */
public record Purpose(String code) {

    /** The version of the value set that {@link #known()} knows, of 2024-02-28; v3-ActReason 4.0.0 of that day has the same. */
    public static final String VALUE_SET_VERSION = "3.1.0";

    static final Set<String> KNOWN = Set.of(
            "HMARKT",
            // healthcare operations
            "HOPERAT",
            "CAREMGT",
            "DONAT",
            "FRAUD",
            "GOV",
            "HACCRED",
            "HCOMPL",
            "HDECD",
            "HDIRECT",
            "HDM",
            "HLEGAL",
            "HOUTCOMS",
            "HPRGRP",
            "HQUALIMP",
            "HSYSADMIN",
            "LABELING",
            "METAMGT",
            "MEMADMIN",
            "MILCDM",
            "PATADMIN",
            "PATSFTY",
            "PERFMSR",
            "RECORDMGT",
            "SYSDEV",
            "HTEST",
            "TRAIN",
            "MLTRAINING",
            // healthcare payment
            "HPAYMT",
            "CLMATTCH",
            "COVAUTH",
            "COVERAGE",
            "ELIGDTRM",
            "ELIGVER",
            "ENROLLM",
            "MILDCRG",
            "REMITADV",
            "PMTDS",
            // healthcare research
            "HRESCH",
            "BIORCH",
            "CLINTRCH",
            "CLINTRCHNPC",
            "CLINTRCHPC",
            "PRECLINTRCH",
            "DSRCH",
            "POARCH",
            "TRANSRCH",
            // patient requested
            "PATRQT",
            "FAMRQT",
            "PWATRNY",
            "SUPNWK",
            // public health
            "PUBHLTH",
            "DISASTER",
            "THREAT",
            // treatment
            "TREAT",
            "CLINTRL",
            "COC",
            "ETREAT",
            "BTG",
            "ERTREAT",
            "POPHLTH",
            "TREATDS");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Purpose {
        Limits.id("purpose", code);
    }

    /** Whether the pinned value set has this code, letter for letter. */
    public boolean known() {
        return KNOWN.contains(code);
    }

    @Override
    @JsonValue
    public String toString() {
        return code;
    }
}
