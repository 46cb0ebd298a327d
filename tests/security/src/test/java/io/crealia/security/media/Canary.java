package io.crealia.security.media;

import io.crealia.security.base.Listener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** What nobody may touch: a TCP port, a UDP port, and a file with a text that is nowhere else. */
final class Canary implements AutoCloseable {
    private static final byte[] SECRET = "the-canary-sings-only-here-7f3a91c2".getBytes(StandardCharsets.US_ASCII);

    private final Listener tcp = new Listener();
    private final DatagramSocket udp;
    private final AtomicInteger datagrams = new AtomicInteger();
    private final Path file;

    /** @param folder outside of everything the edition keeps */
    Canary(Path folder) throws IOException {
        udp = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        file = Files.write(folder.resolve("canary.txt"), SECRET);
        Thread.ofVirtual().name("canary").start(this::listen);
    }

    private void listen() {
        var packet = new DatagramPacket(new byte[2048], 2048);
        while (!udp.isClosed()) {
            try {
                udp.receive(packet);
                datagrams.incrementAndGet();
            } catch (IOException e) {
                return;
            }
        }
    }

    String http() {
        return tcp.address().toString();
    }

    String file() {
        return file.toAbsolutePath().toString();
    }

    /** The text of a corpus, which has places for the canaries' addresses. */
    byte[] filled(byte[] content) {
        return new String(content, StandardCharsets.ISO_8859_1).replace("${http}", http())
                .replace("${tcp}", tcp.address().getAuthority()).replace("${udp}", Integer.toString(udp.getLocalPort()))
                .replace("${file}", file()).getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Connections and datagrams. */
    int touched() {
        return tcp.connections() + datagrams.get();
    }

    /** Files below a folder that hold the secret. */
    static List<Path> traces(Path folder) {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).filter(Canary::holds).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean holds(Path path) {
        try {
            return holds(Files.readAllBytes(path));
        } catch (NoSuchFileException _) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static boolean holds(byte[] bytes) {
        for (int i = 0; i + SECRET.length <= bytes.length; i++) {
            if (bytes[i] == SECRET[0] && Arrays.equals(bytes, i, i + SECRET.length, SECRET, 0, SECRET.length)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() {
        tcp.close();
        udp.close();
    }
}
