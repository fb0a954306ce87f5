package org.messageledger.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/** What the messages of the day say, by category. Invented and short: the ledger cares for who read it. */
final class Letters {

    record Letter(String category, String subject, String body) {}

    private static final List<Letter> ALL = List.of(
            new Letter("SCHEDULING", "Moving my appointment", "Could I come on Thursday morning instead?"),
            new Letter("BILLING", "A charge I do not recognise", "The statement of last month lists a visit twice."),
            new Letter("COVERAGE", "Is this examination covered?", "My plan changed in January. What do I pay?"),
            new Letter("REFERRAL", "Referral to physiotherapy", "The practice that you named has no place before May."),
            new Letter(
                    "TEST_RESULT", "Results of your blood test", "All values are in range. Please continue as before."),
            new Letter(
                    "SYMPTOM_UPDATE",
                    "Dizzy since yesterday",
                    "It began after the new tablets – worse when I stand up."),
            new Letter("MEDICATION", "Refill of metformin", "I have tablets for six more days."),
            new Letter("GENERAL_INFORMATION", "Opening hours in the holidays", "Is the practice open on Friday?"),
            new Letter("PROVIDER_COLLABORATION", "Shared care plan", "Please look at the proposed dose before Monday."),
            new Letter("PROCUREMENT", "Delivery of infusion pumps", "Twelve pumps can be delivered this week."));

    private Letters() {}

    /** Goes round the categories, so that any ten letters in a row show all of them. */
    static Letter number(int n) {
        return ALL.get(n % ALL.size());
    }

    static Letter about(String category) {
        return ALL.stream()
                .filter(letter -> letter.category().equals(category))
                .findFirst()
                .orElseThrow();
    }

    /** An attachment with a size and a digest that follow from the random alone. */
    static Map<String, Object> attachment(String id, String name, String mediaType, SplittableRandom random) {
        StringBuilder sha256 = new StringBuilder();
        for (int i = 0; i < 4; i++) {
            sha256.append(String.format(Locale.ROOT, "%016x", random.nextLong()));
        }
        long sizeBytes = 20_000L + random.nextInt(2_000_000);
        return CommandDraft.object(
                "id", id, "name", name, "mediaType", mediaType, "sizeBytes", sizeBytes, "sha256", sha256.toString());
    }
}
