package org.messageledger.message;

import org.messageledger.party.Limits;

/**
 * Where a mail says it is from, and what the gateway made of it: SPF (RFC 7208), DKIM (RFC 6376), DMARC (RFC 7489).
 *
 * @param from the mail address, at most 254 bytes
 */
public record Email(String from, MailCheck spf, MailCheck dkim, MailCheck dmarc) {

    public Email {
        Limits.clear("from", from, Limits.MAIL_ADDRESS_BYTES_MAX);
        Limits.required("spf", spf);
        Limits.required("dkim", dkim);
        Limits.required("dmarc", dmarc);
    }
}
