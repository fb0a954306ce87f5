package org.messageledger.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.messageledger.problem.Problem;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Local mode answers only who speaks to this machine by its own name: a page in a browser that reaches loopback under
 * another name, or a proxy in front, is refused.
 */
final class LoopbackFilter extends OncePerRequestFilter {

    private static final Pattern LOOPBACK =
            Pattern.compile("(localhost|127\\.0\\.0\\.1|\\[::1])(:\\d{1,5})?", Pattern.CASE_INSENSITIVE);
    private final ProblemWriter problems;

    LoopbackFilter(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!fromThisMachine(request) || !loopbackHost(request) || forwarded(request)) {
            problems.write(
                    response,
                    Problem.of(
                            "not-local",
                            403,
                            "Only this machine is answered",
                            "Without an identity provider, call localhost directly, not through a proxy."));
            return;
        }
        chain.doFilter(request, response);
    }

    /** Holds even when {@code server.address} has been widened. */
    private static boolean fromThisMachine(HttpServletRequest request) throws IOException {
        return Arrays.stream(InetAddress.getAllByName(request.getRemoteAddr()))
                .allMatch(InetAddress::isLoopbackAddress);
    }

    /** Exactly one Host, and a loopback one. */
    private static boolean loopbackHost(HttpServletRequest request) {
        List<String> hosts = Collections.list(request.getHeaders("Host"));
        return hosts.size() == 1 && LOOPBACK.matcher(hosts.get(0)).matches();
    }

    private static boolean forwarded(HttpServletRequest request) {
        return Collections.list(request.getHeaderNames()).stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .anyMatch(
                        name -> name.equals("forwarded") || name.equals("x-real-ip") || name.startsWith("x-forwarded"));
    }
}
