package io.crealia.local.lambda.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.crac.Core;
import org.crac.Resource;

/** Does to its process what its event says: {@code WORD} or {@code WORD ARGUMENT}. Runs in a process of its own. */
public final class ProcessHandler implements RequestStreamHandler, Resource {

    private static final int MB = 1 << 20;

    private final AtomicInteger invocations = new AtomicInteger();
    private final AtomicInteger checkpoints = new AtomicInteger();
    private final AtomicInteger restores = new AtomicInteger();
    private final AtomicLong beats = new AtomicLong();
    private final List<byte[]> held = new ArrayList<>();

    public ProcessHandler() {
        switch (System.getenv().getOrDefault("PLANTED", "")) {
            case "throws" -> throw new IllegalStateException("CREALIA_SOMETHING is missing");
            case "exits" -> {
                System.out.println("goodbye");
                Runtime.getRuntime().halt(7);
            }
            case "waits" -> awaitFile(Path.of(System.getenv("FILE")));
            default -> Core.getGlobalContext().register(this);
        }
        Thread.ofPlatform().daemon().start(this::beat);
    }

    private static void awaitFile(Path file) {
        while (!Files.exists(file)) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    /** Counts as long as the process is not frozen. */
    @SuppressWarnings("InfiniteLoopStatement")
    private void beat() {
        while (true) {
            beats.incrementAndGet();
            Thread.onSpinWait();
        }
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        invocations.incrementAndGet();
        var words = new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\"", "").split(" ", 2);
        out.write(("\"" + answer(words[0], words.length > 1 ? words[1] : "", context) + "\"")
                .getBytes(StandardCharsets.UTF_8));
    }

    private String answer(String word, String argument, Context context) {
        return switch (word) {
            case "pid" -> Long.toString(ProcessHandle.current().pid());
            case "invocations" -> invocations.toString();
            case "hooks" -> checkpoints + " " + restores;
            case "beats" -> beats.toString();
            case "env" -> String.valueOf(System.getenv(argument));
            case "environment" -> String.join(",", new java.util.TreeMap<>(System.getenv()).keySet());
            case "context" -> context.getFunctionName() + " " + context.getAwsRequestId() + " "
                    + context.getInvokedFunctionArn() + " " + context.getRemainingTimeInMillis() + " "
                    + context.getMemoryLimitInMB();
            case "class" -> getClass().getProtectionDomain().getCodeSource().getLocation().getPath();
            case "credentials" -> Http.get(System.getenv("AWS_CONTAINER_CREDENTIALS_FULL_URI"), argument);
            case "say" -> {
                System.out.println(argument);
                yield "said";
            }
            case "throw" -> throw new IllegalArgumentException(argument);
            case "exit" -> {
                Runtime.getRuntime().halt(Integer.parseInt(argument));
                yield "";
            }
            case "hold" -> {
                for (var i = 0; i < Integer.parseInt(argument); i++) {
                    held.add(new byte[MB]);
                }
                yield held.size() + " MB";
            }
            case "hang" -> {
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                yield "";
            }
            default -> throw new IllegalArgumentException("unknown word " + word);
        };
    }

    @Override
    public void beforeCheckpoint(org.crac.Context<? extends Resource> context) {
        checkpoints.incrementAndGet();
    }

    @Override
    public void afterRestore(org.crac.Context<? extends Resource> context) {
        restores.incrementAndGet();
        if (System.getenv().getOrDefault("PLANTED", "").equals("restore")) {
            throw new IllegalStateException("the store is gone");
        }
    }
}
