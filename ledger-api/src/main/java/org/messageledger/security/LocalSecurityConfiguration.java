package org.messageledger.security;

import jakarta.servlet.DispatcherType;
import java.util.List;
import org.messageledger.problem.Problem;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.header.writers.StaticHeadersWriter;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/** Local mode: who may call what. */
@Configuration(proxyBeanMethods = false)
public class LocalSecurityConfiguration {

    @Bean
    SecurityFilterChain localSecurity(
            HttpSecurity http,
            AuthenticationManager authentication,
            ObjectProvider<RequestMappingInfoHandlerMapping> endpoints)
            throws Exception {
        ProblemWriter problems = new ProblemWriter();
        AuthenticationEntryPoint unauthenticated = (request, response, e) -> {
            response.setHeader("WWW-Authenticate", "Basic realm=\"message ledger\", charset=\"UTF-8\"");
            problems.write(
                    response,
                    Problem.of(
                            "unauthenticated",
                            401,
                            "Sign in",
                            "Sign in with HTTP Basic; the passwords lie in the ledger's home, in passwords/."));
        };
        AccessDeniedHandler denied = new Unserved(problems, endpoints);
        return http.addFilterBefore(new LoopbackFilter(problems), SecurityContextHolderFilter.class)
                .authenticationManager(authentication)
                .authorizeHttpRequests(LocalSecurityConfiguration::rules)
                .httpBasic(basic -> basic.authenticationEntryPoint(unauthenticated))
                .exceptionHandling(exceptions ->
                        exceptions.authenticationEntryPoint(unauthenticated).accessDeniedHandler(denied))
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .headers(headers -> headers.cacheControl(cache -> cache.disable())
                        .addHeaderWriter(new StaticHeadersWriter("Cache-Control", "no-store")))
                .csrf(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .build();
    }

    private static void rules(
            org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer<HttpSecurity>
                            .AuthorizationManagerRequestMatcherRegistry
                    rules) {
        String emitter = Role.EMITTER.name();
        String compliance = Role.COMPLIANCE.name();
        String auditor = Role.AUDITOR.name();
        String admin = Role.ADMIN.name();
        // A request that was refused outside of us is described by problem.RefusedRequests; it may be seen by anybody.
        rules.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.INCLUDE)
                .permitAll()
                // Answers that nothing is there, like every path without an endpoint.
                .requestMatchers("/error")
                .authenticated()
                .requestMatchers(HttpMethod.OPTIONS)
                .authenticated()
                .requestMatchers(
                        HttpMethod.POST,
                        "/api/v1/messages",
                        "/api/v1/messages/*/reads",
                        "/api/v1/messages/*/routes",
                        "/api/v1/messages/*/resolution",
                        "/api/v1/messages/*/retraction",
                        "/api/v1/messages/*/suspicions",
                        "/api/v1/listings",
                        "/api/v1/disclosures",
                        "/api/v1/commands")
                .hasRole(emitter)
                .requestMatchers(
                        HttpMethod.POST,
                        "/api/v1/search",
                        "/api/v1/search/facets",
                        "/api/v1/live",
                        "/api/v1/incidents",
                        "/api/v1/exports")
                .hasAnyRole(compliance, auditor)
                .requestMatchers(HttpMethod.POST, "/api/v1/checks", "/api/v1/replays")
                .hasRole(auditor)
                .requestMatchers(HttpMethod.DELETE, "/api/v1/checks/*", "/api/v1/replays/*")
                .hasRole(auditor)
                .requestMatchers(HttpMethod.POST, "/api/v1/log/key/announcement", "/api/v1/log/key/retirement")
                .hasRole(admin);
        for (HttpMethod method : List.of(HttpMethod.GET, HttpMethod.HEAD)) {
            rules.requestMatchers(method, "/actuator/health/**", "/v3/api-docs/**", "/v3/api-docs.yaml")
                    .permitAll()
                    .requestMatchers(
                            method,
                            "/api/v1/messages/**",
                            "/api/v1/people/**",
                            "/api/v1/patients/**",
                            "/api/v1/pools/**",
                            "/api/v1/threads/**",
                            "/api/v1/routing/**",
                            "/api/v1/exports/key",
                            "/api/v1/live")
                    .hasAnyRole(compliance, auditor)
                    // Which entries compliance may see, the endpoint knows.
                    .requestMatchers(method, "/api/v1/log/entries/*", "/api/v1/log/entries/*/proof")
                    .hasAnyRole(compliance, auditor)
                    // Whoever changes the log's key must see what has become of it.
                    .requestMatchers(method, "/api/v1/log/status")
                    .hasAnyRole(compliance, auditor, admin)
                    .requestMatchers(method, "/api/v1/log/key")
                    .hasAnyRole(auditor, admin)
                    .requestMatchers(
                            method, "/log/tile/entries/**", "/api/v1/log/**", "/api/v1/checks/*", "/api/v1/replays/*")
                    .hasRole(auditor)
                    // Signed heads and hashes hold nothing personal: whoever has seen one can tell when it is taken
                    // back.
                    .requestMatchers(method, "/log/checkpoint", "/log/tile/**")
                    .permitAll();
        }
        rules.anyRequest().denyAll();
    }

    @Bean
    AuthenticationManager localUsersSignIn(LocalUsers users) {
        return authentication -> {
            Object password = authentication.getCredentials();
            Role role = users.signIn(authentication.getName(), password == null ? "" : password.toString())
                    .orElseThrow(() -> new BadCredentialsException("wrong user or password"));
            return UsernamePasswordAuthenticationToken.authenticated(
                    authentication.getName(), null, List.of(new SimpleGrantedAuthority("ROLE_" + role.name())));
        };
    }
}
