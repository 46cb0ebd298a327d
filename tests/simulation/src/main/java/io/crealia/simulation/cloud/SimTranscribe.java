package io.crealia.simulation.cloud;

import io.crealia.platform.json.Json;
import io.crealia.simulation.core.Op;
import io.crealia.simulation.core.Sim;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongFunction;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.transcribe.TranscribeClient;
import software.amazon.awssdk.services.transcribe.model.ConflictException;
import software.amazon.awssdk.services.transcribe.model.GetTranscriptionJobRequest;
import software.amazon.awssdk.services.transcribe.model.GetTranscriptionJobResponse;
import software.amazon.awssdk.services.transcribe.model.LimitExceededException;
import software.amazon.awssdk.services.transcribe.model.NotFoundException;
import software.amazon.awssdk.services.transcribe.model.StartTranscriptionJobRequest;
import software.amazon.awssdk.services.transcribe.model.StartTranscriptionJobResponse;
import software.amazon.awssdk.services.transcribe.model.TranscriptionJob;
import software.amazon.awssdk.services.transcribe.model.TranscriptionJobStatus;

/** Amazon Transcribe behind the SDK's own interface: a name is used once; its events are lost, doubled and reordered. */
public final class SimTranscribe implements TranscribeClient {
    private static final String[] WORDS = {"We", "make", "bread", "today"};

    private final Sim sim;
    private final SimS3 s3;
    private final SimMediaConvert.EventSink events;
    private final Map<String, Long> begun = new HashMap<>();
    private final Map<String, Long> ended = new HashMap<>();

    public SimTranscribe(Sim sim, SimS3 s3, SimMediaConvert.EventSink events) {
        this.sim = sim;
        this.s3 = s3;
        this.events = events;
    }

    @Override
    public StartTranscriptionJobResponse startTranscriptionJob(StartTranscriptionJobRequest request) {
        return read(Op.TRANSCRIBE_START, request.transcriptionJobName(), _ -> {
            if (begun.putIfAbsent(request.transcriptionJobName(), sim.now()) != null) {
                throw ConflictException.builder().message("simulated: the name is taken").statusCode(400).build();
            }
            var takes = sim.chance().between("transcription", begun.size(), 3_000, 200_000);
            sim.after(takes, () -> end(request));
            return StartTranscriptionJobResponse.builder().build();
        });
    }

    private void end(StartTranscriptionJobRequest request) {
        var transcript = transcript(times(request.media().mediaFileUri()));
        s3.store(request.outputBucketName(), request.outputKey(), transcript, transcript.length, "");
        ended.put(request.transcriptionJobName(), sim.now());
        var event = Json.object().put("source", "aws.transcribe").put("detail-type", "Transcribe Job State Change");
        event.putObject("detail").put("TranscriptionJobName", request.transcriptionJobName())
                .put("TranscriptionJobStatus", "COMPLETED");
        var body = Json.text(event);
        sim.event(Op.TRANSCRIPTION_EVENT, request.transcriptionJobName(), 300_000, late -> events.event(body, late));
    }

    // The sound may be gone by now, if its asset was erased.
    private int times(String address) {
        var path = address.substring("s3://".length());
        var slash = path.indexOf('/');
        return s3.bucket(path.substring(0, slash)).get(path.substring(slash + 1))
                .map(sound -> SpokenSound.times(sound.size())).orElse(1);
    }

    private static byte[] transcript(int times) {
        var json = Json.object();
        var items = json.putObject("results").putArray("items");
        for (int i = 0; i < times * WORDS.length; i++) {
            var startMs = i / WORDS.length * SpokenSound.DURATION_MS + (i % WORDS.length * 2 + 1) * 100;
            var item = items.addObject().put("type", "pronunciation").put("start_time", seconds(startMs))
                    .put("end_time", seconds(startMs + 100));
            item.putArray("alternatives").addObject().put("content", WORDS[i % WORDS.length]).put("confidence", "0.9");
        }
        return Json.text(json).getBytes(StandardCharsets.UTF_8);
    }

    private static String seconds(int millis) {
        return millis / 1000 + "." + Integer.toString(1000 + millis % 1000).substring(1);
    }

    @Override
    public GetTranscriptionJobResponse getTranscriptionJob(GetTranscriptionJobRequest request) {
        var name = request.transcriptionJobName();
        return read(Op.TRANSCRIBE_GET, name, ago -> {
            if (begun.getOrDefault(name, Long.MAX_VALUE) > sim.now() - ago) {
                throw NotFoundException.builder().message("simulated: no such job").statusCode(400).build();
            }
            var status = ended.getOrDefault(name, Long.MAX_VALUE) <= sim.now() - ago
                    ? TranscriptionJobStatus.COMPLETED
                    : TranscriptionJobStatus.IN_PROGRESS;
            return GetTranscriptionJobResponse.builder().transcriptionJob(TranscriptionJob.builder()
                    .transcriptionJobName(name).transcriptionJobStatus(status).languageCode("en-US").build()).build();
        });
    }

    private <T> T read(Op op, String subject, LongFunction<T> work) {
        return sim.call(op, subject, new Sim.Port<T>() {
            @Override
            public T real() {
                return work.apply(0);
            }

            @Override
            public T stale(long agoMillis) {
                return work.apply(agoMillis);
            }

            @Override
            public RuntimeException failure(boolean throttled) {
                return throttled
                        ? LimitExceededException.builder().message("simulated: throttled").statusCode(429).build()
                        : SdkClientException.create("simulated: connection reset");
            }
        });
    }

    @Override
    public String serviceName() {
        return "transcribe";
    }

    @Override
    public void close() {
        // There is nothing behind it.
    }
}
