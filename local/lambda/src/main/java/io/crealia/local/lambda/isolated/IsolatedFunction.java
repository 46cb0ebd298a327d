package io.crealia.local.lambda.isolated;

import io.crealia.local.lambda.FunctionHost;
import io.crealia.local.lambda.InitException;
import io.crealia.local.lambda.InvocationContext;
import io.crealia.local.lambda.template.FunctionDefinition;
import java.time.Duration;
import java.util.Map;

/** One function in processes of its own, from its deployable zip. */
public final class IsolatedFunction implements FunctionHost {

    private final EnvironmentSpec spec;
    private final String arn;
    private final Fleet fleet;

    private IsolatedFunction(EnvironmentSpec spec, String arn, Fleet fleet) {
        this.spec = spec;
        this.arn = arn;
        this.fleet = fleet;
    }

    /** @param variables of the function, the SDK's credentials among them */
    public static IsolatedFunction of(FunctionDefinition definition, DeploymentPackage code,
            Map<String, String> variables, String arn, Fleet fleet) {
        var credentials = new RuntimeApi.Credentials(variables.getOrDefault("AWS_ACCESS_KEY_ID", ""),
                variables.getOrDefault("AWS_SECRET_ACCESS_KEY", ""),
                variables.getOrDefault("AWS_SESSION_TOKEN", ""));
        var snapStart = fleet.settings().snapStart() && definition.snapStart();
        return of(new EnvironmentSpec(definition, code, variables, snapStart,
                fleet.settings().jvmOptions(), credentials), arn, fleet);
    }

    static IsolatedFunction of(EnvironmentSpec spec, String arn, Fleet fleet) {
        return new IsolatedFunction(spec, arn, fleet);
    }

    @Override
    public FunctionDefinition definition() {
        return spec.definition();
    }

    @Override
    public String arn() {
        return arn;
    }

    public DeploymentPackage code() {
        return spec.code();
    }

    @Override
    public Lease lease(Duration patience) throws InitException, InterruptedException {
        return new Reserved(fleet.take(spec, patience));
    }

    @Override
    public void close() {
        fleet.retire(spec.definition().id());
    }

    private final class Reserved implements Lease {

        private final ExecutionEnvironment environment;

        private Reserved(ExecutionEnvironment environment) {
            this.environment = environment;
        }

        @Override
        public byte[] handle(byte[] event, InvocationContext invocation) throws Exception {
            return environment.invoke(event, invocation);
        }

        @Override
        public void close() {
            fleet.giveBack(spec.definition().id(), environment);
        }
    }
}
