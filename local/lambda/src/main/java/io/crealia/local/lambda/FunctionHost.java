package io.crealia.local.lambda;

import io.crealia.local.lambda.template.FunctionDefinition;
import java.time.Duration;

/** Where one function's invocations run: in this JVM, or in processes of their own. */
public interface FunctionHost extends AutoCloseable {

    FunctionDefinition definition();

    String arn();

    /**
     * An execution environment that is initialised. Close it after the invocation.
     *
     * @param patience the longest wait for a free one; its own start is not counted
     * @throws InitException if the function does not become ready, or none is free in time; the next call tries again
     * @throws InterruptedException while waiting for a free environment
     */
    Lease lease(Duration patience) throws InitException, InterruptedException;

    @Override
    void close();

    /** A reserved execution environment. */
    interface Lease extends AutoCloseable {

        /**
         * One invocation. An interrupt means that its time is over: the environment must not go on with it.
         *
         * @return what the function wrote, possibly nothing
         * @throws FunctionErrorException if the function failed in another process
         */
        byte[] handle(byte[] event, InvocationContext invocation) throws Exception;

        @Override
        void close();
    }
}
