package io.crealia.platform.limit;

import io.crealia.testkit.foreign.ForeignServer;
import io.crealia.testkit.foreign.OnForeign;
import java.net.URI;
import org.junit.jupiter.api.BeforeAll;

/** The script on the Redis of this machine. */
@OnForeign(ForeignServer.REDIS)
final class ForeignRedisBucketsTest extends RedisBucketsContract {
    @BeforeAll
    static void start(URI at) {
        connect(at);
    }
}
