package io.crealia.platform.log;

import com.amazonaws.services.lambda.runtime.Context;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/** What Lambda says of an invocation, by the names that Powertools gives it. */
final class InvocationFields {
    private static final String SERVICE = "crealia";
    /** Where the runtime interface client leaves the trace of the invocation: {@code Root=1-...;Parent=...;Sampled=1}. */
    private static final String TRACE = "com.amazonaws.xray.traceHeader";
    private static final AtomicBoolean COLD = new AtomicBoolean(true);

    private InvocationFields() {}

    static Map<String, String> of(Context context) {
        var fields = new HashMap<String, String>();
        fields.put("cold_start", Boolean.toString(COLD.getAndSet(false)));
        fields.put("function_memory_size", Integer.toString(context.getMemoryLimitInMB()));
        fields.put("service", SERVICE);
        put(fields, "function_arn", context.getInvokedFunctionArn());
        put(fields, "function_name", context.getFunctionName());
        put(fields, "function_version", context.getFunctionVersion());
        put(fields, "function_request_id", context.getAwsRequestId());
        put(fields, LogField.REQUEST_ID.wireName(), context.getAwsRequestId());
        var trace = System.getProperty(TRACE, "").split(";")[0];
        if (!trace.isEmpty()) {
            fields.put("xray_trace_id", trace.replace("Root=", ""));
        }
        return fields;
    }

    private static void put(Map<String, String> fields, String name, String value) {
        if (value != null) {
            fields.put(name, value);
        }
    }
}
