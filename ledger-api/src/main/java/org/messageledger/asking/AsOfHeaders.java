package org.messageledger.asking;

import jakarta.servlet.http.HttpServletResponse;
import org.messageledger.fact.AsOf;

/** What an answer that is a file was made of, beside it. */
final class AsOfHeaders {

    private AsOfHeaders() {}

    static void write(HttpServletResponse response, AsOf asOf) {
        response.setHeader("Ledger-As-Of", Long.toString(asOf.leafIndex()));
        response.setHeader("Ledger-Tree-Size", Long.toString(asOf.treeSize()));
        response.setHeader("Ledger-Root-Hash", asOf.rootHash().toBase64());
        response.setHeader("Ledger-Final", Boolean.toString(asOf.isFinal()));
        response.setHeader("Ledger-Behind", Long.toString(asOf.behind()));
        if (asOf.warning() != null) {
            response.setHeader("Ledger-Warning", asOf.warning().replaceAll("[^ -~]+", " "));
        }
    }
}
