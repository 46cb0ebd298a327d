package io.crealia.ai.adapter.transcribe;

import io.crealia.ai.adapter.provider.Amount;
import io.crealia.ai.adapter.provider.CallFault;
import io.crealia.ai.adapter.provider.ProviderCalls;
import io.crealia.ai.adapter.provider.ProviderCalls.Bought;
import io.crealia.ai.adapter.provider.SdkFaults;
import io.crealia.ai.adapter.provider.Tab;
import io.crealia.ai.port.Deadline;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.transcribe.TranscribeClient;
import software.amazon.awssdk.services.transcribe.model.BadRequestException;
import software.amazon.awssdk.services.transcribe.model.ConflictException;
import software.amazon.awssdk.services.transcribe.model.LimitExceededException;
import software.amazon.awssdk.services.transcribe.model.NotFoundException;
import software.amazon.awssdk.services.transcribe.model.StartTranscriptionJobRequest;
import software.amazon.awssdk.services.transcribe.model.TranscriptionJob;

/** The two calls of Transcribe that are needed. Neither costs anything by itself, so losing an answer does not. */
final class TranscriptionJobs {
    private static final int CALLS = 100;
    private static final int THROTTLED = 429;

    private final Supplier<TranscribeClient> client;
    private final ProviderCalls calls;
    private final InstantSource clock;

    TranscriptionJobs(Supplier<TranscribeClient> client, ProviderCalls calls, InstantSource clock) {
        this.client = client;
        this.calls = calls;
        this.clock = clock;
    }

    /** @return false if there is a job of that name already */
    boolean start(StartTranscriptionJobRequest request, Deadline deadline) {
        return call(deadline, () -> {
            try {
                client.get().startTranscriptionJob(request);
                return true;
            } catch (ConflictException _) {
                return false;
            }
        });
    }

    Optional<TranscriptionJob> find(String name, Deadline deadline) {
        return call(deadline, () -> {
            try {
                return Optional.of(client.get().getTranscriptionJob(get -> get.transcriptionJobName(name))
                        .transcriptionJob());
            } catch (NotFoundException _) {
                return Optional.empty();
            } catch (BadRequestException e) {
                // So the service says it, whatever its documentation promises.
                if (String.valueOf(e.getMessage()).contains("couldn't be found")) {
                    return Optional.empty();
                }
                throw e;
            }
        });
    }

    private <T> T call(Deadline deadline, Supplier<T> operation) {
        return calls.call(deadline, new Tab(CALLS, Amount.NONE), () -> {
            try {
                return new Bought<>(operation.get(), Optional.of(Amount.NONE));
            } catch (LimitExceededException _) {
                throw CallFault.ofStatus(THROTTLED, Optional.empty());
            } catch (SdkException e) {
                throw SdkFaults.of(e, clock.instant());
            }
        });
    }
}
