package org.messageledger.incident;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.messageledger.fact.Moment;

/**
 * What is to be told of an incident.
 *
 * @param recorded whether times are those of recording alone; else what emitters claim, and where they claim nothing those
 * @param discoveredOn the day, where people say it
 * @param atLeast wait until the view has this leaf
 */
public record IncidentQuestion(
        IncidentScope scope,
        boolean recorded,
        @Nullable LocalDate discoveredOn,
        Moment moment,
        @Nullable Long atLeast) {}
