package io.crealia.local.observability;

/** On 127.0.0.1; 0 takes a free one. */
public record ObservabilityPorts(int prometheus, int pushgateway, int alertmanager) {
    private static final int HIGHEST = 65_535;

    public ObservabilityPorts {
        check("prometheus", prometheus);
        check("pushgateway", pushgateway);
        check("alertmanager", alertmanager);
    }

    public static ObservabilityPorts free() {
        return new ObservabilityPorts(0, 0, 0);
    }

    /** Three ports in a row. */
    public static ObservabilityPorts from(int first) {
        return new ObservabilityPorts(first, first + 1, first + 2);
    }

    private static void check(String name, int port) {
        if (port < 0 || port > HIGHEST) {
            throw new IllegalArgumentException("port of " + name + ": expected 0 to " + HIGHEST + ", was " + port);
        }
    }
}
