package org.messageledger.wiring;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.messageledger.checkpoint.TlogPolicy;
import org.messageledger.log.LogSettings;
import org.messageledger.party.Mode;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The settings of the ledger, all under {@code ledger.}.
 *
 * @param home where the ledger keeps its database, keys and passwords; also {@code LEDGER_HOME}
 * @param keys where its key files lie; default {@code <home>/keys}; also {@code LEDGER_KEYS}
 * @param origin the log's name, fixed by leaf 0 until a restored backup ends it; default {@code ledger.local/} and 8 random hex digits
 * @param restoredBackup for one start only: the database was restored from a backup on purpose and lacks what was acknowledged;
 *     the log goes on from there under another name
 * @param witnessPolicy a file that says which witnesses are asked to cosign the log's checkpoints, where, and how many must
 *     have (c2sp.org/tlog-policy); default: nobody is asked
 * @param emitters settings of single emitters, by name
 * @param guidance what urgent messages' receipts tell the person
 * @param decisions what decisions look at
 * @param recording bounds of recording
 * @param log bounds of the log's group commit
 * @param http how long callers may be silent
 * @param live bounds of live tails
 */
@Validated
@ConfigurationProperties("ledger")
public record LedgerProperties(
        @DefaultValue("./data") Path home,
        @Nullable Path keys,
        @Nullable String origin,
        @DefaultValue("false") boolean restoredBackup,
        @Nullable Path witnessPolicy,
        @DefaultValue Map<String, Emitter> emitters,
        @Valid @DefaultValue GuidanceTexts guidance,
        @Valid @DefaultValue Decisions decisions,
        @Valid @DefaultValue Recording recording,
        @DefaultValue LogProperties log,
        @DefaultValue Http http,
        @Valid @DefaultValue Live live) {

    private static final Duration MILLISECOND = Duration.ofMillis(1);

    /** Refuses what makes no sense, by name, before anything is opened. */
    public LedgerProperties {
        TlogPolicy unusedPolicy = WitnessPolicyFile.read(witnessPolicy);
        try {
            LogSettings unused = log.settings();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "ledger.log: " + e.getMessage()); // shown at the start; a cause would hide it
        }
    }

    /**
     * Settings of one emitter.
     *
     * @param mode what a command of this emitter that names no mode is: it asks, or it reports
     */
    public record Emitter(@DefaultValue("ASK") Mode mode) {}

    /** Texts for the person who sent an urgent message. Name your own numbers here. */
    public record GuidanceTexts(
            @NotBlank
            @DefaultValue("Messages are not for emergencies. In an emergency call your emergency number, "
                    + "such as 911 or 112, now.")
            String emergency,

            @NotBlank @DefaultValue("Member services can help with questions during business hours.")
            String memberServices,

            @NotBlank @DefaultValue("After hours, the advice line answers medical questions by telephone.")
            String adviceLine,

            @NotBlank @DefaultValue("+1-800-555-0100") String adviceLineTelephone) {}

    /**
     * What decisions look at.
     *
     * @param lateAfter how far back an asking emitter's {@code occurredAt} may lie
     * @param aheadMax how far ahead it may lie
     * @param strictClaims whether pool and relation claims that the ledger cannot verify are refused, not marked
     * @param largeAttachment larger attachments need an approval reference
     */
    public record Decisions(
            @DefaultValue("30d") Duration lateAfter,
            @DefaultValue("2m") Duration aheadMax,
            @DefaultValue("false") boolean strictClaims,
            @DefaultValue("10MB") DataSize largeAttachment) {

        public Decisions {
            atLeast("ledger.decisions.late-after", lateAfter, Duration.ZERO);
            atLeast("ledger.decisions.ahead-max", aheadMax, Duration.ZERO);
            atLeast("ledger.decisions.large-attachment", largeAttachment, DataSize.ofBytes(0));
        }
    }

    /**
     * Bounds of recording.
     *
     * @param statesMax messages whose state is kept in memory
     * @param deadline how long a command is decided again while its message keeps changing
     * @param bulkWorkers threads that decide and answer the lines of all bulk requests
     * @param bulkRequestsMax bulk requests at a time
     * @param bulkWindowLines lines of one bulk request under way
     * @param bulkWindowSize bytes of these lines
     * @param bulkAnswersMax answers on disk that a bulk client has not taken yet
     * @param bulkPatience how long a line of bulk is tried again while the ledger pushes back
     */
    public record Recording(
            @Positive @DefaultValue("20000") int statesMax,
            @DefaultValue("10s") Duration deadline,
            @Min(1) @DefaultValue("64") int bulkWorkers,
            @Min(1) @DefaultValue("16") int bulkRequestsMax,
            @Min(1) @DefaultValue("512") int bulkWindowLines,
            @DefaultValue("4MB") DataSize bulkWindowSize,
            @DefaultValue("1GB") DataSize bulkAnswersMax,
            @DefaultValue("60s") Duration bulkPatience) {

        public Recording {
            atLeast("ledger.recording.deadline", deadline, MILLISECOND);
            atLeast("ledger.recording.bulk-window-size", bulkWindowSize, DataSize.ofBytes(1));
            atLeast("ledger.recording.bulk-answers-max", bulkAnswersMax, DataSize.ofBytes(1));
            atLeast("ledger.recording.bulk-patience", bulkPatience, Duration.ZERO);
        }
    }

    /**
     * How long callers may be silent before their request is given up.
     *
     * @param sendSilence how long a caller may send nothing in the middle of a request, or need for one line of bulk
     * @param takeSilence how long a caller may take nothing of an answer. A bulk client that sends everything before it
     *     takes the first answer has this long to send it
     * @param takeRate what a bulk client must take of its answers in a second, in the mean, while it has been behind for
     *     longer than that
     */
    public record Http(
            @DefaultValue("2m") Duration sendSilence,
            @DefaultValue("10m") Duration takeSilence,
            @DefaultValue("16KB") DataSize takeRate) {

        public Http {
            atLeast("ledger.http.send-silence", sendSilence, MILLISECOND);
            atLeast("ledger.http.take-silence", takeSilence, MILLISECOND);
            atLeast("ledger.http.take-rate", takeRate, DataSize.ofBytes(0));
        }
    }

    /**
     * Bounds of live tails.
     *
     * @param tailsMax tails at a time
     * @param patience how long a client may take nothing of what waits for it before it is cut off
     */
    public record Live(
            @Min(1) @DefaultValue("32") int tailsMax,
            @DefaultValue("30s") Duration patience) {

        public Live {
            atLeast("ledger.live.patience", patience, MILLISECOND);
        }
    }

    private static <T extends Comparable<T>> void atLeast(String setting, T value, T min) {
        if (value.compareTo(min) < 0) {
            throw new IllegalArgumentException(setting + " must be at least " + min + ", not " + value);
        }
    }

    public Path keysFolder() {
        return keys == null ? home.resolve("keys") : keys;
    }

    /** Mode of the emitter's commands that name none. */
    public Mode defaultMode(String emitter) {
        Emitter settings = emitters.get(emitter);
        return settings == null ? Mode.ASK : settings.mode();
    }
}
