package io.crealia.operations.adapter;

import com.mongodb.MongoException;
import io.crealia.platform.error.DependencyException;
import java.util.function.Supplier;

/** Translates what MongoDB says, once. */
final class MongoFailures {
    private MongoFailures() {}

    static <T> T call(String what, Supplier<T> call) {
        try {
            return call.get();
        } catch (MongoException e) {
            throw new DependencyException("MongoDB " + what, e);
        }
    }

    static void run(String what, Runnable call) {
        call(what, () -> {
            call.run();
            return true;
        });
    }
}
