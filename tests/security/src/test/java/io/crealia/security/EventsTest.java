package io.crealia.security;

import io.crealia.local.lambda.InvocationResult;
import io.crealia.local.lambda.InvocationResult.Answered;
import io.crealia.local.lambda.template.FunctionDefinition;
import io.crealia.local.lambda.template.FunctionEvent.QueueSource;
import io.crealia.platform.json.Json;
import io.crealia.security.base.Corpus;
import io.crealia.security.base.Corpus.Input;
import io.crealia.security.base.SharedEdition;
import io.crealia.security.base.State;
import io.crealia.security.base.Tally;
import io.crealia.security.base.Target;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Malformed, foreign and outdated messages in every queue: dead letters or nothing, and never an effect. */
@ExtendWith(SharedEdition.class)
@Order(1)
class EventsTest {
    private static final String ACCOUNT = "000000000000";
    private static final Set<String> FACTS = Set.of("WorkflowOnFact", "TranscodingOnStep", "AiOnTranscribe",
            "AiOnEnrich", "AssetsOnFact");
    /** Who gets the lines of a family beside those that everybody gets. */
    private static final Map<String, Set<String>> FAMILIES = Map.of("s3", Set.of("UploadsOnObjectCreated"), "fact",
            FACTS, "workflow", Set.of("WorkflowOnFact"), "assets", Set.of("AssetsOnFact"), "job",
            Set.of("TranscodingOnJobState"), "transcribe", Set.of("AiOnTranscriptionState"));

    private final Target target;
    private final Tally tally = Tally.of("events");

    EventsTest(Target target) {
        this.target = target;
    }

    @BeforeAll
    static void send(Target target) {
        DeadLetters.send(target); // They take minutes to die; DeadLettersTest looks for them.
    }

    @Test
    void everyQueue_hostileMessage_isDeadOrIgnoredWithoutEffect() {
        var places = places();
        var functions = functions();
        var before = target.state();
        for (var input : Corpus.read("events")) {
            var body = filled(input.text("body"), places);
            for (var function : functions) {
                var family = FAMILIES.get(input.text("family"));
                if (family == null ? input.text("family").equals("any") : family.contains(function.id())) {
                    before = judge(input, function, body, before);
                }
            }
        }
        tally.verify();
    }

    /** Looks at the state only where the state could have changed, since that takes longest. */
    private State judge(Input input, FunctionDefinition function, String body, State before) {
        var id = function.id() + " " + input;
        var begin = System.nanoTime();
        var result = target.edition().local().runtime().lambda().invoke(function.id(), event(body));
        tally.input(id, Duration.ofNanos(System.nanoTime() - begin), 0);
        var verdict = verdict(result);
        if (!input.text("expect").equals("either") && !input.text("expect").equals(verdict)) {
            tally.acceptedWrongly(id, "expected " + input.text("expect") + ", was " + verdict + " " + result);
        }
        if (verdict.equals("dead") && !input.text("expect").equals("either")) {
            return before;
        }
        var after = target.stateNow();
        tally.unchanged(id, before, after);
        return after;
    }

    private List<FunctionDefinition> functions() {
        return target.edition().local().runtime().template().functions().stream()
                .filter(function -> !function.events(QueueSource.class).isEmpty()).toList();
    }

    private Map<String, String> places() {
        var things = Things.of(target, "injected");
        return Map.of("${tenant}", "injected", "${TENANT}", "INJECTED", "${upload}", things.id(Thing.UPLOAD),
                "${asset}", things.id(Thing.ASSET), "${asset-lower}", things.id(Thing.ASSET).toLowerCase(Locale.ROOT),
                "${run}", things.id(Thing.RUN), "${account}", ACCOUNT, "${incoming}", "crealia-local-incoming",
                "${INCOMING}", "CREALIA-LOCAL-INCOMING", "${media}", "crealia-local-media");
    }

    private static String filled(String text, Map<String, String> places) {
        var filled = text;
        for (var place : places.entrySet()) {
            filled = filled.replace(place.getKey(), place.getValue());
        }
        return filled;
    }

    private static byte[] event(String body) {
        var event = Json.object();
        var message = event.putArray("Records").addObject().put("messageId", "m-1").put("receiptHandle", "r-1")
                .put("body", body).put("eventSource", "aws:sqs").put("awsRegion", "eu-central-1");
        message.putObject("attributes").put("ApproximateReceiveCount", "1");
        message.putObject("messageAttributes");
        return Json.bytes(event);
    }

    /** A record that failed, or an invocation that did, comes again until it is a dead letter. */
    private static String verdict(InvocationResult result) {
        return result instanceof Answered(var payload) && Json.parse(payload).path("batchItemFailures").isEmpty()
                ? "ignored"
                : "dead";
    }
}
