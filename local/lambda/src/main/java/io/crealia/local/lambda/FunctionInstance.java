package io.crealia.local.lambda;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.crealia.local.lambda.template.FunctionDefinition;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One function in this JVM. The handler is constructed at the first invocation, once, with the environment that the
 * template declares; all invocations share it, so handlers must be thread-safe.
 */
final class FunctionInstance implements FunctionHost {

    private static final int FIRST_ANSWER_BYTES = 1024;

    private final FunctionDefinition definition;
    private final Map<String, String> environment;
    private final String arn;
    private final ClassLoader classLoader;
    private final ReentrantLock init = new ReentrantLock();
    private final Lease shared = new Shared();
    private volatile RequestStreamHandler handler;

    FunctionInstance(FunctionDefinition definition, Map<String, String> environment, String arn,
            ClassLoader classLoader) {
        this.definition = definition;
        this.environment = Map.copyOf(environment);
        this.arn = arn;
        this.classLoader = classLoader;
    }

    @Override
    public FunctionDefinition definition() {
        return definition;
    }

    @Override
    public String arn() {
        return arn;
    }

    /** Constructs the handler unless that was done. A failure is not remembered: the next call tries again. */
    @Override
    public Lease lease(Duration patience) throws InitException {
        initialise();
        return shared;
    }

    @Override
    public void close() {
        // The handlers' connections are the JVM's.
    }

    private void initialise() throws InitException {
        if (handler != null) {
            return;
        }
        init.lock();
        try {
            if (handler == null) {
                handler = construct();
            }
        } finally {
            init.unlock();
        }
    }

    private RequestStreamHandler construct() throws InitException {
        var who = "Function " + definition.id() + ": handler " + definition.handlerClass() + " ";
        try {
            var type = Class.forName(definition.handlerClass(), true, classLoader);
            if (!RequestStreamHandler.class.isAssignableFrom(type)) {
                throw new InitException(who + "does not implement RequestStreamHandler", null);
            }
            return (RequestStreamHandler) type.getConstructor(Map.class).newInstance(environment);
        } catch (ClassNotFoundException e) {
            throw new InitException(who + "is not on the class path", e);
        } catch (NoSuchMethodException e) {
            throw new InitException(who + "has no public constructor (Map<String, String> environment)", e);
        } catch (InvocationTargetException e) {
            throw new InitException(who + "cannot be constructed: " + e.getCause(), e.getCause());
        } catch (ReflectiveOperationException | LinkageError e) {
            throw new InitException(who + "cannot be constructed: " + e, e);
        }
    }

    private final class Shared implements Lease {

        @Override
        public byte[] handle(byte[] event, InvocationContext invocation) throws IOException {
            var answer = new ByteArrayOutputStream(FIRST_ANSWER_BYTES);
            handler.handleRequest(new ByteArrayInputStream(event), answer, invocation);
            return answer.toByteArray();
        }

        @Override
        public void close() {
            // All invocations share the handler.
        }
    }
}
