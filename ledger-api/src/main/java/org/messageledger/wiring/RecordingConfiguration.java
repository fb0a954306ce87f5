package org.messageledger.wiring;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.messageledger.checkpoint.LeafProofs;
import org.messageledger.eventstore.Recorder;
import org.messageledger.recording.BulkController;
import org.messageledger.recording.BulkLimits;
import org.messageledger.recording.Guidance;
import org.messageledger.recording.RecordingController;
import org.messageledger.recording.RecordingEndpoints;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The endpoints that take commands. */
@Configuration(proxyBeanMethods = false)
class RecordingConfiguration {

    @Bean
    RecordingEndpoints recordingEndpoints(Recorder recorder, LeafProofs proofs, LedgerProperties properties) {
        LedgerProperties.GuidanceTexts texts = properties.guidance();
        Guidance guidance = new Guidance(
                texts.emergency(), texts.memberServices(), texts.adviceLine(), texts.adviceLineTelephone());
        return new RecordingEndpoints(recorder, proofs, properties::defaultMode, guidance);
    }

    @Bean
    RecordingController recordingController(RecordingEndpoints endpoints) {
        return endpoints.single();
    }

    @Bean(destroyMethod = "shutdown")
    ExecutorService bulkWorkers(LedgerProperties properties) {
        return Executors.newFixedThreadPool(properties.recording().bulkWorkers(), named("bulk-worker-"));
    }

    @Bean(destroyMethod = "shutdown")
    ExecutorService bulkWriters(LedgerProperties properties) {
        return Executors.newCachedThreadPool(named("bulk-writer-"));
    }

    @Bean
    BulkController bulkController(
            RecordingEndpoints endpoints,
            ExecutorService bulkWorkers,
            ExecutorService bulkWriters,
            LedgerProperties properties) {
        LedgerProperties.Recording recording = properties.recording();
        BulkLimits limits = new BulkLimits(
                recording.bulkRequestsMax(),
                recording.bulkWindowLines(),
                recording.bulkWindowSize().toBytes(),
                recording.bulkAnswersMax().toBytes(),
                properties.http().sendSilence(),
                properties.http().takeSilence(),
                properties.http().takeRate().toBytes(),
                recording.bulkPatience());
        return endpoints.bulk(limits, bulkWorkers, bulkWriters);
    }

    private static ThreadFactory named(String prefix) {
        AtomicInteger next = new AtomicInteger(1);
        return work -> {
            Thread thread = new Thread(work, prefix + next.getAndIncrement());
            thread.setDaemon(true);
            return thread;
        };
    }
}
