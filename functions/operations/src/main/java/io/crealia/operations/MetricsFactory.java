package io.crealia.operations;

import dagger.Module;
import dagger.Provides;
import io.crealia.operations.adapter.MongoRunBacklog;
import io.crealia.operations.adapter.Pushgateway;
import io.crealia.operations.adapter.RedisMetricTotals;
import io.crealia.operations.adapter.SqsQueueLevels;
import io.crealia.operations.usecase.MeasureQueues;
import io.crealia.operations.usecase.PushMetrics;
import io.crealia.platform.aws.AwsClients;
import io.crealia.platform.config.Environment;
import io.crealia.platform.store.MongoConnection;
import io.crealia.platform.store.RedisConnection;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Wires the exporter of metrics. */
@Module
abstract class MetricsFactory {
    @Provides
    @Singleton
    static MetricsRun metricsRun(Environment environment, AwsClients clients, MongoConnection mongo,
            RedisConnection redis, InstantSource clock) {
        var config = MetricsConfig.of(environment);
        return new MetricsRun(config.pushgateway().map(address -> {
            var totals = new RedisMetricTotals(redis);
            var queues = new MeasureQueues(new SqsQueueLevels(clients::sqs, config.queuePrefix()), totals, clock);
            return new PushMetrics(totals, queues, new MongoRunBacklog(mongo.collection("runs")),
                    new Pushgateway(address, config.stage()), clock);
        }));
    }
}
