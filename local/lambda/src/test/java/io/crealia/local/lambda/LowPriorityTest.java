package io.crealia.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class LowPriorityTest {
    /** Of proc(5)'s stat after the name in brackets: the 19th field of all. */
    private static final int NICE = 16;

    @Test
    @EnabledOnOs(OS.LINUX)
    void stores_whatTheyStartInheritsTheirPriority() {
        var own = nice();

        assertThat(LowPriority.stores(LowPriorityTest::niceOfAnother)).isEqualTo(Math.max(own, 5));
        assertThat(nice()).isEqualTo(own);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void functions_comeAfterStores() throws Exception {
        var task = new FutureTask<>(LowPriorityTest::nice);
        LowPriority.functions(Thread::new).newThread(task).start();

        assertThat(task.get()).isGreaterThanOrEqualTo(14);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void function_itsProcessComesAfterStores() {
        assertThat(LowPriority.function(LowPriorityTest::niceOfAnother)).isGreaterThanOrEqualTo(14);
    }

    @Test
    void stores_interruptedWhileTheyStart_areStillHandedOver() {
        Thread.currentThread().interrupt();

        assertThat(LowPriority.stores(() -> "started")).isEqualTo("started");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void stores_startFails_tellsTheSame() {
        var failure = new IllegalArgumentException("a port is taken");

        assertThatThrownBy(() -> LowPriority.stores(() -> {
            throw failure;
        })).isSameAs(failure);
    }

    private static int niceOfAnother() {
        var task = new FutureTask<>(LowPriorityTest::nice);
        new Thread(task).start();
        try {
            return task.get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static int nice() {
        try {
            var stat = Files.readString(Path.of("/proc/thread-self/stat"));
            return Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[NICE]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
