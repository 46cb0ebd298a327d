package io.crealia.operations;

import dagger.Module;
import dagger.Provides;
import io.crealia.operations.adapter.ApiDocument;
import io.crealia.operations.adapter.DocsPage;
import io.crealia.operations.adapter.MongoProbe;
import io.crealia.operations.adapter.RedisProbe;
import io.crealia.operations.usecase.CheckHealth;
import io.crealia.operations.usecase.RecentHealth;
import io.crealia.platform.store.MongoConnection;
import io.crealia.platform.store.RedisConnection;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;

/** Wires the feature. */
@Module
abstract class OperationsFactory {
    @Provides
    @Singleton
    static DocsApi docsApi() {
        var document = ApiDocument.ofBuild();
        return new DocsApi(document, new DocsPage(document));
    }

    @Provides
    @Singleton
    static HealthApi healthApi(MongoConnection mongo, RedisConnection redis, InstantSource clock) {
        var config = OperationsConfig.ofBuild();
        // A virtual thread per probe: one that hangs in a dead socket keeps nobody waiting, and no pool is left behind.
        var check = new CheckHealth(List.of(new MongoProbe(mongo), new RedisProbe(redis)), config.probeLimit(),
                probe -> Thread.ofVirtual().start(probe));
        return new HealthApi(check, new RecentHealth(check::execute, config.summaryLife(), clock), config.version());
    }
}
