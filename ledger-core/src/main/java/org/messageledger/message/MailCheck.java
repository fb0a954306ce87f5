package org.messageledger.message;

/** What the mail gateway found when it checked a message's origin. */
public enum MailCheck {
    PASS,
    FAIL,
    NONE
}
