package io.crealia.local.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.mediaconvert.MediaConvertClient;
import software.amazon.awssdk.services.mediaconvert.model.AudioCodec;
import software.amazon.awssdk.services.mediaconvert.model.AudioDefaultSelection;
import software.amazon.awssdk.services.mediaconvert.model.AudioDescription;
import software.amazon.awssdk.services.mediaconvert.model.AudioSelector;
import software.amazon.awssdk.services.mediaconvert.model.ContainerType;
import software.amazon.awssdk.services.mediaconvert.model.Input;
import software.amazon.awssdk.services.mediaconvert.model.InputTimecodeSource;
import software.amazon.awssdk.services.mediaconvert.model.JobSettings;
import software.amazon.awssdk.services.mediaconvert.model.Output;
import software.amazon.awssdk.services.mediaconvert.model.OutputGroup;
import software.amazon.awssdk.services.mediaconvert.model.OutputGroupType;
import software.amazon.awssdk.services.mediaconvert.model.TimecodeSource;

final class MediaConvertServiceTest {

    @Test
    void job_inputIsMissing_endsAsErrorEventInTheQueueOfTheRule(@TempDir Path directory) throws Exception {
        var settings = CloudSettings.inDirectory(directory).only(Service.S3, Service.SQS, Service.MEDIACONVERT);
        var json = new ObjectMapper();
        try (var cloud = EmbeddedCloud.start(settings);
                var sqs = Clients.sqs(cloud.endpoints());
                MediaConvertClient client = client(cloud.endpoints())) {
            cloud.createBucket("media");
            URI queue = cloud.createQueue(QueueSpec.named("states"));
            cloud.rule("states", json.readTree("""
                    {"source":["aws.mediaconvert"],"detail":{"status":["COMPLETE","ERROR"]}}"""), queue);

            String id = client.createJob(
                    r -> r.role("arn:aws:iam::000000000000:role/transcode").settings(settings("s3://media/none.mp4")))
                    .job().id();

            JsonNode event = json.readTree(Clients.take(sqs, queue.toString(), 1).getFirst());
            assertThat(event.at("/detail/jobId").textValue()).isEqualTo(id);
            assertThat(event.at("/detail/status").textValue()).isEqualTo("ERROR");
            assertThat(event.path("source").textValue()).isEqualTo("aws.mediaconvert");
            assertThat(event.path("region").textValue()).isEqualTo(cloud.endpoints().region());
            assertThat(event.path("id").textValue()).isNotBlank();
        }
    }

    /** The sound alone, as WAV: a short job that MediaConvert takes. */
    private static JobSettings settings(String input) {
        var sound = Output.builder().containerSettings(c -> c.container(ContainerType.RAW))
                .audioDescriptions(AudioDescription.builder().audioSourceName("Audio Selector 1")
                        .codecSettings(c -> c.codec(AudioCodec.WAV)
                                .wavSettings(w -> w.bitDepth(16).channels(1).sampleRate(16_000)))
                        .build())
                .build();
        var files = OutputGroup.builder().outputs(sound)
                .outputGroupSettings(s -> s.type(OutputGroupType.FILE_GROUP_SETTINGS)
                        .fileGroupSettings(f -> f.destination("s3://media/out/film")))
                .build();
        var source = Input.builder().fileInput(input).timecodeSource(InputTimecodeSource.ZEROBASED)
                .audioSelectors(Map.of("Audio Selector 1",
                        AudioSelector.builder().defaultSelection(AudioDefaultSelection.DEFAULT).build()))
                .build();
        return JobSettings.builder().timecodeConfig(t -> t.source(TimecodeSource.ZEROBASED)).inputs(source)
                .outputGroups(files).build();
    }

    private static MediaConvertClient client(Endpoints endpoints) {
        return MediaConvertClient.builder().endpointOverride(endpoints.mediaConvert())
                .region(Region.of(endpoints.region()))
                .credentialsProvider(StaticCredentialsProvider
                        .create(AwsBasicCredentials.create(endpoints.accessKeyId(), endpoints.secretAccessKey())))
                .httpClient(UrlConnectionHttpClient.create()).build();
    }
}
