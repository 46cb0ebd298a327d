package io.crealia.load;

import io.gatling.app.Gatling;
import java.io.IOException;
import java.nio.file.Path;

/** {@code PLAN FOLDER}: does what the plan says, and leaves Gatling's report in the folder. */
public final class Generator {
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
        Gatling.main(new String[]{"--simulation", ApiSimulation.class.getName(), "--results-folder", arguments[1]});
    }
}
