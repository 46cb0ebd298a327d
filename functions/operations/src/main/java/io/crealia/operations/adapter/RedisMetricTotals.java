package io.crealia.operations.adapter;

import io.crealia.metrics.Names;
import io.crealia.operations.domain.Report;
import io.crealia.operations.domain.Totals;
import io.crealia.operations.port.MetricTotals;
import io.crealia.platform.error.DependencyException;
import io.crealia.platform.store.RedisConnection;
import io.crealia.platform.store.RedisConnection.Script;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The totals where the functions' batches add them: one hash of totals, one of marks, and a hash of reports for each five
 * minutes, which Redis forgets by itself. {@code metrics-add.lua} of the platform writes them.
 */
public final class RedisMetricTotals implements MetricTotals {
    private static final String TOTALS = "{crealia:metrics}:totals";
    private static final String MARKS = "{crealia:metrics}:marks";
    private static final String CLAIM = "{crealia:metrics}:exporter";
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int RECENT_SECONDS = 300;
    private static final Script READ = script("metrics-read.lua");
    private static final Script CLAIMED = Script.of("""
            if redis.call('SET', KEYS[1], '1', 'NX', 'PX', 30000) then
              return {1}
            end
            return {0}""");
    private static final Script RELEASED = Script.of("return {redis.call('DEL', KEYS[1])}");
    private static final Script ALL = Script.of("return redis.call('HGETALL', KEYS[1])");
    private static final Script MARK = Script.of("return {redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])}");
    /** The time, then the reports of this five minutes and of those before, oldest first. */
    private static final Script REPORTS = Script.of("""
            local now = tonumber(redis.call('TIME')[1])
            local answer = {tostring(now)}
            for window = math.floor(now / 300) - 1, math.floor(now / 300) do
              local all = redis.call('HGETALL', KEYS[1] .. window)
              for i = 1, #all do
                answer[#answer + 1] = all[i]
              end
            end
            return answer""");

    private final RedisConnection redis;

    public RedisMetricTotals(RedisConnection redis) {
        this.redis = redis;
    }

    @Override
    public boolean claim() {
        return read(CLAIMED, CLAIM).equals(List.of("1"));
    }

    @Override
    public void release() {
        read(RELEASED, CLAIM);
    }

    @Override
    public Totals read() {
        return totals("0");
    }

    @Override
    public Totals restart() {
        return totals("1");
    }

    private Totals totals(String restart) {
        var answer = read(READ, TOTALS, restart);
        return Totals.of(number(answer.getFirst()), numbers(answer.subList(1, answer.size())));
    }

    @Override
    public List<Report> reports() {
        var answer = read(REPORTS, "{crealia:metrics}:reports:");
        var oldest = number(answer.getFirst()) - RECENT_SECONDS;
        var latest = new LinkedHashMap<String, String>();
        for (var i = 1; i + 1 < answer.size(); i += 2) {
            latest.put(answer.get(i), answer.get(i + 1));
        }
        var reports = new ArrayList<Report>();
        for (var text : latest.values()) {
            var parts = text.split("\\|", -1);
            if (parts.length == 6 && number(parts[0]) >= oldest && Names.FUNCTIONS.contains(parts[2])) {
                reports.add(new Report(parts[2], number(parts[3]), number(parts[4]), number(parts[5])));
            }
        }
        return reports;
    }

    @Override
    public Map<String, Long> marks() {
        return numbers(read(ALL, MARKS));
    }

    @Override
    public void mark(String name, long value) {
        read(MARK, MARKS, name, Long.toString(value));
    }

    private List<String> read(Script script, String key, String... arguments) {
        return redis.read(script, key, List.of(arguments), PATIENCE);
    }

    /** What is no number any more is left out. */
    private static Map<String, Long> numbers(List<String> pairs) {
        var numbers = new HashMap<String, Long>();
        for (var i = 0; i + 1 < pairs.size(); i += 2) {
            if (pairs.get(i + 1).matches("-?[0-9]{1,18}")) {
                numbers.put(pairs.get(i), Long.parseLong(pairs.get(i + 1)));
            }
        }
        return numbers;
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new DependencyException("Redis answered no number where one was expected", e);
        }
    }

    private static Script script(String name) {
        try (var in = RedisMetricTotals.class.getResourceAsStream(name)) {
            return Script.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("the script " + name, e);
        }
    }
}
