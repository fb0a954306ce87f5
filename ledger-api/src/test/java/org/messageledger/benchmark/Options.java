package org.messageledger.benchmark;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** What the command line says: names of benchmarks and {@code key=number}. */
record Options(Set<String> names, Map<String, Long> numbers) {

    static Options of(String... arguments) {
        Set<String> names = new LinkedHashSet<>();
        Map<String, Long> numbers = new HashMap<>();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            if (equals < 0) {
                names.add(argument);
            } else {
                numbers.put(argument.substring(0, equals), Long.valueOf(argument.substring(equals + 1)));
            }
        }
        return new Options(names, numbers);
    }

    long number(String key, long byDefault) {
        return numbers.getOrDefault(key, byDefault);
    }

    int count(String key, int byDefault) {
        return Math.toIntExact(number(key, byDefault));
    }

    Duration warmUp() {
        return Duration.ofMillis(number("warmUpMillis", 1_500));
    }

    /** Measured time of one point in one round. */
    Duration measured() {
        return Duration.ofMillis(number("millis", 5_000));
    }

    int rounds() {
        return count("rounds", 3);
    }

    /** Messages that reads choose from. */
    int messages() {
        return count("messages", 10_000);
    }
}
