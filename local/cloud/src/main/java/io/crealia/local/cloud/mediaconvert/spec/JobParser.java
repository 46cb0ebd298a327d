package io.crealia.local.cloud.mediaconvert.spec;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Reads a CreateJob body. Everything the local server cannot do is refused by JSON path; what it accepts, and what that
 * means for ffmpeg, is listed in docs/mediaconvert-local.md.
 */
public final class JobParser {
    private static final int MAX_TOKEN = 64;
    private static final int MAX_METADATA = 10;
    private static final int MAX_METADATA_TEXT = 256;
    private static final Pattern METADATA_TEXT = Pattern.compile("[\\p{L}\\p{N} _.:/=+\\-@]*");

    private JobParser() {}

    /** @throws InvalidJobException with the JSON path of the first setting that is wrong or not supported */
    public static JobRequest parse(JsonNode body) {
        return StrictObject.read(body, "", JobParser::request);
    }

    private static JobRequest request(StrictObject in) {
        var token = in.text("clientRequestToken");
        token.filter(value -> value.length() > MAX_TOKEN || !value.chars().allMatch(c -> c > 31 && c < 127))
                .ifPresent(_ -> {
                    throw in.refuse("clientRequestToken", "expected up to " + MAX_TOKEN + " ASCII characters");
                });
        in.object("accelerationSettings", acceleration -> acceleration.requiredOneOf("mode", "DISABLED", "PREFERRED"));
        in.oneOf("billingTagsSource", "JOB", "QUEUE");
        in.oneOf("simulateReservedQueue", "DISABLED");
        // Without the simulated reserved queue the interval is the server's own; the value is checked and echoed.
        String interval = in.oneOf("statusUpdateInterval", "SECONDS_60", "SECONDS_10", "SECONDS_12", "SECONDS_15",
                "SECONDS_20", "SECONDS_30", "SECONDS_120", "SECONDS_180", "SECONDS_240", "SECONDS_300", "SECONDS_360",
                "SECONDS_420", "SECONDS_480", "SECONDS_540", "SECONDS_600");
        return new JobRequest(in.requiredText("role"), in.text("queue"), token,
                in.integer("priority", -50, 50).orElse(0),
                interval, metadata(in), in.texts("tags"), in.required("settings", JobParser::settings));
    }

    private static Map<String, String> metadata(StrictObject in) {
        Map<String, String> pairs = in.texts("userMetadata");
        if (pairs.size() > MAX_METADATA) {
            throw in.refuse("userMetadata", "expected at most " + MAX_METADATA + " pairs, got " + pairs.size());
        }
        pairs.forEach((key, value) -> {
            boolean fits = key.length() <= MAX_METADATA_TEXT && value.length() <= MAX_METADATA_TEXT;
            if (!fits || !METADATA_TEXT.matcher(key).matches() || !METADATA_TEXT.matcher(value).matches()) {
                throw in.refuse("userMetadata", "\"" + key + "\" has a key or value outside letters, digits, space and "
                        + "_ . : / = + - @, or longer than " + MAX_METADATA_TEXT);
            }
        });
        return pairs;
    }

    private static JobSettings settings(StrictObject in) {
        in.object("timecodeConfig", config -> config.oneOf("source", "ZEROBASED"));
        List<JobInput> inputs = in.list("inputs", InputParser::parse);
        if (inputs.size() != 1) {
            throw in.refuse("inputs", "expected exactly one input, got " + inputs.size());
        }
        List<OutputGroup> groups = in.list("outputGroups", OutputGroupParser::parse);
        var settings = new JobSettings(inputs.getFirst(), groups);
        JobChecks.check(settings, in);
        return settings;
    }
}
