package io.crealia.transcoding.port;

import io.crealia.contracts.TenantId;
import java.util.LinkedHashMap;
import java.util.Map;

/** A purse in memory that a test can empty. */
public final class FakePurse implements Purse {
    private final Map<String, Long> set = new LinkedHashMap<>();
    private final Map<String, Long> settled = new LinkedHashMap<>();
    private boolean empty;

    public void empty() {
        empty = true;
    }

    public Map<String, Long> reserved() {
        return Map.copyOf(set);
    }

    public Map<String, Long> settled() {
        return Map.copyOf(settled);
    }

    @Override
    public boolean reserve(TenantId tenant, String id, long micros) {
        if (set.containsKey(id)) {
            return true;
        }
        if (empty) {
            return false;
        }
        set.put(id, micros);
        return true;
    }

    @Override
    public void settle(TenantId tenant, String id, long micros) {
        if (set.containsKey(id)) {
            settled.putIfAbsent(id, micros);
        }
    }
}
