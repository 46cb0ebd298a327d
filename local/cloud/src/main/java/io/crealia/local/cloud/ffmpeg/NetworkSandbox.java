package io.crealia.local.cloud.ffmpeg;

import java.io.IOException;
import java.lang.System.Logger;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A network namespace of its own for each program that reads a stranger's file: it has no interface but a loopback that
 * is down, so that nobody can be called whatever the file makes the program do. Linux gives this away without privileges
 * where user namespaces are allowed; elsewhere the allow-lists of protocols and demuxers stand alone.
 */
final class NetworkSandbox {
    private static final Logger LOG = System.getLogger(NetworkSandbox.class.getName());
    private static final List<String> UNSHARE = List.of("unshare", "--user", "--map-root-user", "--net", "--");
    private static final long ANSWER_SECONDS = 5;

    private NetworkSandbox() {}

    /** Words to put in front of a command; none where the machine has no such thing. */
    static List<String> prefix() {
        return Found.PREFIX;
    }

    /** Looked for once in the life of the JVM. */
    private static final class Found {
        private static final List<String> PREFIX = works() ? UNSHARE : List.of();

        private static boolean works() {
            try {
                var command = new ArrayList<>(UNSHARE);
                command.add("true");
                Process process = new ProcessBuilder(command).redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
                boolean works = process.waitFor(ANSWER_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
                process.destroyForcibly();
                LOG.log(Logger.Level.INFO,
                        "media programs run " + (works ? "without" : "with access to") + " a network");
                return works;
            } catch (IOException _) {
                return false;
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }
}
