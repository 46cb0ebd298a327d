package io.crealia.webhooks.adapter;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;

/** Closes a socket at its deadline, which ends whatever reads or writes there: a limit that no dripping peer can stretch. */
final class Watchdog implements AutoCloseable {
    private final Thread thread;

    private Watchdog(Thread thread) {
        this.thread = thread;
    }

    static Watchdog over(Socket socket, Duration left) {
        return new Watchdog(Thread.ofVirtual().name("webhook-deadline").start(() -> watch(socket, left)));
    }

    private static void watch(Socket socket, Duration left) {
        try {
            Thread.sleep(left);
            socket.close();
        } catch (InterruptedException e) {
            // The attempt ended in time.
        } catch (IOException e) {
            // A socket that cannot be closed is closed already.
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
