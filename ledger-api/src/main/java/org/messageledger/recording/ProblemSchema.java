package org.messageledger.recording;

import io.swagger.v3.oas.annotations.media.Schema;

/** A problem's form (RFC 9457), for the documentation. */
@Schema(name = "Problem")
record ProblemSchema(String type, String title, int status, String detail, String field, ReceiptSchema receipt) {}
