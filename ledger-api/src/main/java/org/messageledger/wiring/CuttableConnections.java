package org.messageledger.wiring;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.messageledger.asking.Tails;

/** Lets a live tail end its connection at once: ending the answer properly would wait for a client that takes nothing. */
final class CuttableConnections extends ValveBase {

    CuttableConnections() {
        super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        var exchange = request.getCoyoteRequest();
        long began = exchange.getStartTimeNanos();
        Runnable cut = () -> {
            if (exchange.getStartTimeNanos() == began) { // the container uses it again for the next request
                exchange.action(ActionCode.CLOSE_NOW, null);
            }
        };
        request.setAttribute(Tails.CUT, cut);
        getNext().invoke(request, response);
    }
}
