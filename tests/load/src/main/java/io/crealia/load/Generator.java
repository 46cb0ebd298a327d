package io.crealia.load;

import io.gatling.app.Gatling;
import java.io.IOException;
import java.nio.file.Path;

/** {@code PLAN FOLDER}: does what the plan says, and leaves Gatling's report in the folder. */
public final class Generator {
    private static final String DISCARD = "9";

    private Generator() {}

    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 2) {
            System.err.println("expected: PLAN FOLDER");
            System.exit(2);
        }
        try {
            Plan.read(Path.of(arguments[0]));
        } catch (IllegalArgumentException e) {
            System.err.println(arguments[0] + ": " + e.getMessage());
            System.exit(2);
        }
        System.setProperty(ApiSimulation.PLAN, arguments[0]);
        // Gatling asks over https which version is the newest, and has no setting for it: a closed port answers that.
        System.setProperty("https.proxyHost", "127.0.0.1");
        System.setProperty("https.proxyPort", DISCARD);
        Gatling.main(new String[]{"--simulation", ApiSimulation.class.getName(), "--results-folder", arguments[1]});
    }
}
