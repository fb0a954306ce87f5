package org.messageledger.fact;

import java.util.List;

/**
 * The first {@code MessageSent} of a message, which fixes its thread and patients for good; a second send joins the trail
 * and changes nothing.
 */
record FirstSend(long leafIndex, String threadId, List<String> patientIds) {}
