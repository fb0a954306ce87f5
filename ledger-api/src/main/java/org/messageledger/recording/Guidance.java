package org.messageledger.recording;

/**
 * What an urgent message's receipt tells the person: messages are not for emergencies.
 *
 * @param emergency whom to call in an emergency
 * @param memberServices how to reach member services
 * @param adviceLine the after-hours advice line
 * @param adviceLineTelephone its telephone number
 */
public record Guidance(String emergency, String memberServices, String adviceLine, String adviceLineTelephone) {}
