package io.crealia.infra;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awscdk.IResolvable;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.cloudformation.include.CfnInclude;
import software.amazon.awscdk.cloudformation.include.CfnIncludeProps;
import software.amazon.awscdk.services.s3.assets.Asset;
import software.amazon.awscdk.services.s3.assets.AssetProps;
import software.amazon.awscdk.services.sam.CfnFunction;
import software.constructs.Construct;

/**
 * {@code template.yaml} as it is, under its own logical ids; only where the code lies is said anew. Values that the data
 * stack has come from Parameter Store when the stack is deployed, so the template's conditions can still ask for them
 * (an import would not be allowed there).
 */
final class ApplicationStack extends Stack {

    /** Parameters of the template that {@link DataStack} has the values of. */
    static final List<String> FROM_DATA = List.of("MongoSecretArn", "RedisSecretArn", "PlaybackSecretArn",
            "PrivacySecretArn", "CognitoUserPoolId", "VpcSubnetIds", "VpcSecurityGroupIds");
    private static final List<String> LISTS = List.of("VpcSubnetIds", "VpcSecurityGroupIds");

    private final CfnInclude include;

    /** @param zips finds the zip that a {@code CodeUri} names */
    ApplicationStack(Construct scope, String id, StackProps props, StageConfig stage, Path template,
            Function<String, Path> zips) {
        super(scope, id, props);
        this.include = new CfnInclude(this, "Template",
                CfnIncludeProps.builder().templateFile(template.toString()).preserveLogicalIds(true).build());
        var application = new ApplicationTemplate(template, stage.name());
        useAssets(application, zips);
        keepFailureDestinations(application);
        setParameters(stage);
    }

    CfnInclude include() {
        return include;
    }

    private void useAssets(ApplicationTemplate application, Function<String, Path> zips) {
        var assets = new HashMap<String, Asset>();
        for (var function : application.functions()) {
            var asset = assets.computeIfAbsent(function.codeUri(), uri -> new Asset(this,
                    "Code-" + uri.substring(uri.lastIndexOf('/') + 1).replace(".zip", ""),
                    AssetProps.builder().path(zips.apply(uri).toString()).build()));
            function(function.id()).setCodeUri(CfnFunction.S3LocationProperty.builder()
                    .bucket(asset.getS3BucketName()).key(asset.getS3ObjectKey()).build());
        }
    }

    /** CDK's class for SAM functions wants an OnSuccess beside every OnFailure, which SAM does not. */
    private void keepFailureDestinations(ApplicationTemplate application) {
        for (var function : application.functions()) {
            var written = properties(application, function.id()).get("EventInvokeConfig");
            if (written != null) {
                var included = function(function.id());
                included.setEventInvokeConfig((IResolvable) null);
                included.addPropertyOverride("EventInvokeConfig", written);
            }
        }
    }

    private void setParameters(StageConfig stage) {
        include.getParameter("Stage").setDefaultValue(stage.name());
        stage.parameters().forEach((name, value) -> include.getParameter(name).setDefaultValue(value));
        stage.domain().ifPresent(domain -> {
            include.getParameter("PlaybackBaseUrl").setDefaultValue("https://" + domain.name());
            include.getParameter("DefaultEndpoint").setDefaultValue("closed");
        });
        for (var name : FROM_DATA) {
            var parameter = include.getParameter(name);
            parameter.setType("AWS::SSM::Parameter::Value<" + (LISTS.contains(name) ? "CommaDelimitedList" : "String")
                    + ">");
            parameter.setDefaultValue(dataParameter(stage, name));
        }
    }

    /** Name in Parameter Store of a value that the template's parameter {@code name} wants. */
    static String dataParameter(StageConfig stage, String name) {
        return "/crealia/" + stage.name() + "/" + name;
    }

    private CfnFunction function(String id) {
        return (CfnFunction) include.getResource(id);
    }

    private static Map<String, Object> properties(ApplicationTemplate application, String id) {
        var resources = ApplicationTemplate.map(application.root().get("Resources"));
        return ApplicationTemplate.map(ApplicationTemplate.map(resources.get(id)).get("Properties"));
    }
}
