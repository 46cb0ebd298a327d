package io.crealia.testkit.foreign;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test class that runs against a server which may not be there: then it is skipped, with the reason, and the summary
 * says so. Its constructor may ask for {@link ForeignAws}, {@link ForeignMongo} or, for Redis, the server's {@link java.net.URI}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(ForeignExtension.class)
public @interface OnForeign {
    ForeignServer value();
}
