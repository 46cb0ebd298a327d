package io.crealia.local.lambda;

import io.crealia.local.lambda.template.FunctionDefinition;

/** Where one function's invocations run: in this JVM, or in processes of their own. */
public interface FunctionHost extends AutoCloseable {

    FunctionDefinition definition();

    String arn();

    /**
     * An execution environment that is initialised. Close it after the invocation.
     *
     * @throws InitException if the function does not become ready; the next call tries again
     * @throws InterruptedException while waiting for a free environment
     */
    Lease lease() throws InitException, InterruptedException;

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
