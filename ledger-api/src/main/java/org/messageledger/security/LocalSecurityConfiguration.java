package org.messageledger.security;

import jakarta.servlet.DispatcherType;
import java.util.List;
import org.messageledger.problem.Problem;
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

/** Local mode: who may call what. */
@Configuration(proxyBeanMethods = false)
public class LocalSecurityConfiguration {

    @Bean
    SecurityFilterChain localSecurity(HttpSecurity http, AuthenticationManager authentication) throws Exception {
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
        AccessDeniedHandler forbidden = (request, response, e) -> problems.write(
                response,
                Problem.of("forbidden", 403, "This needs another role", "Sign in as a user who has the role."));
        return http.addFilterBefore(new LoopbackFilter(problems), SecurityContextHolderFilter.class)
                .authenticationManager(authentication)
                .authorizeHttpRequests(LocalSecurityConfiguration::rules)
                .httpBasic(basic -> basic.authenticationEntryPoint(unauthenticated))
                .exceptionHandling(exceptions ->
                        exceptions.authenticationEntryPoint(unauthenticated).accessDeniedHandler(forbidden))
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
        // A request that was refused outside of us is described by problem.RefusedRequests; it may be seen by anybody.
        rules.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.INCLUDE)
                .permitAll()
                .requestMatchers(HttpMethod.GET, "/actuator/health/**", "/v3/api-docs/**", "/v3/api-docs.yaml")
                .permitAll()
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
                .requestMatchers(HttpMethod.GET, "/api/v1/messages/**", "/api/v1/people/**", "/api/v1/threads/**")
                .hasAnyRole(compliance, auditor)
                // Which entries compliance may see, the endpoint knows.
                .requestMatchers(HttpMethod.GET, "/api/v1/log/entries/*")
                .hasAnyRole(compliance, auditor)
                .requestMatchers(HttpMethod.GET, "/api/v1/log/**")
                .hasRole(auditor)
                .anyRequest()
                .denyAll();
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
