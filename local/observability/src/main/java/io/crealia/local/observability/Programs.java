package io.crealia.local.observability;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Optional;

/** The three programs. Debian calls two of them otherwise than their makers do. */
public record Programs(Path prometheus, Path pushgateway, Path alertmanager) {
    static final String INSTALL = "apt-get install --no-install-recommends prometheus prometheus-pushgateway prometheus-alertmanager";

    /** @throws MissingProgramException that names all that are missing and the command that installs them */
    public static Programs find(SearchPath path) {
        var missing = new ArrayList<String>();
        var prometheus = path.find("prometheus");
        var pushgateway = path.find("prometheus-pushgateway", "pushgateway");
        var alertmanager = path.find("prometheus-alertmanager", "alertmanager");
        note(prometheus, "prometheus", missing);
        note(pushgateway, "pushgateway", missing);
        note(alertmanager, "alertmanager", missing);
        if (!missing.isEmpty()) {
            throw new MissingProgramException("--observability: not on the PATH: " + String.join(", ", missing)
                    + ". Debian and Ubuntu: " + INSTALL
                    + " (they also start servers of their own, which are not needed: systemctl disable --now prometheus"
                    + " prometheus-pushgateway prometheus-alertmanager). Elsewhere: https://prometheus.io/download");
        }
        return new Programs(prometheus.orElseThrow(), pushgateway.orElseThrow(), alertmanager.orElseThrow());
    }

    private static void note(Optional<Path> program, String name, ArrayList<String> missing) {
        if (program.isEmpty()) {
            missing.add(name);
        }
    }
}
