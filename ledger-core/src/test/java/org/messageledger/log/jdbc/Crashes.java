package org.messageledger.log.jdbc;

/**
 * How often the crash suites crash something: a few times in {@code mvn verify}, as often as {@code -Dledger.crashes=100}
 * says otherwise; and from which seed, printed and set by {@code -Dledger.seed}.
 */
final class Crashes {

    private Crashes() {}

    static boolean asked() {
        return Integer.getInteger("ledger.crashes") != null;
    }

    static int count(int few) {
        return Integer.getInteger("ledger.crashes", few);
    }

    static long seed(String suite) {
        long seed = Long.getLong("ledger.seed", System.nanoTime());
        say(suite + ": -Dledger.seed=" + seed);
        return seed;
    }

    static void say(String text) {
        System.out.println("[crashes] " + text);
    }
}
