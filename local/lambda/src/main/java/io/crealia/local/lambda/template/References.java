package io.crealia.local.lambda.template;

import io.crealia.local.lambda.template.Resources.Resource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What {@code !Ref}, {@code !GetAtt} and the names inside {@code !Sub} stand for. */
final class References {

    private final String file;
    private final Map<String, Object> parameters;
    private final Resources resources;
    private final Resolver resolver;
    private final Expressions expressions;

    References(String file, Map<String, Object> parameters, Resources resources, Resolver resolver,
            Expressions expressions) {
        this.file = file;
        this.parameters = parameters;
        this.resources = resources;
        this.resolver = resolver;
        this.expressions = expressions;
    }

    /** A name inside {@code ${...}}: {@code Id} or {@code Id.Attribute}. */
    Object named(String name, String where, int depth) {
        var dot = name.indexOf('.');
        return dot < 0
                ? ref(name, where, depth)
                : attribute(name.substring(0, dot), name.substring(dot + 1), where, depth);
    }

    Object ref(String name, String where, int depth) {
        if (name.startsWith("AWS::")) {
            return pseudo(name, where);
        }
        if (parameters.containsKey(name)) {
            return parameter(name, where);
        }
        var resource = resource(name, where);
        return switch (resource.type()) {
            case "AWS::SQS::Queue" -> resolver.queueUrl(physicalName(resource, where, depth));
            default -> physicalName(resource, where, depth);
        };
    }

    String attribute(String id, String attribute, String where, int depth) {
        var resource = resource(id, where);
        var name = physicalName(resource, where, depth);
        if (attribute.equals("Arn")) {
            return arn(resource, name);
        }
        if (attribute.equals("QueueName") && resource.type().equals("AWS::SQS::Queue")) {
            return name;
        }
        throw new TemplateException(file, where, "the local edition cannot give " + id + "." + attribute);
    }

    private String arn(Resource resource, String name) {
        var place = resolver.region() + ":" + resolver.accountId();
        return switch (resource.type()) {
            case "AWS::SQS::Queue" -> resolver.queueArn(name);
            case "AWS::S3::Bucket" -> resolver.bucketArn(name);
            case "AWS::IAM::Role" -> "arn:aws:iam::" + resolver.accountId() + ":role/" + name;
            case "AWS::MediaConvert::Queue" -> "arn:aws:mediaconvert:" + place + ":queues/" + name;
            case "AWS::Events::Rule" -> "arn:aws:events:" + place + ":rule/" + name;
            case "AWS::Serverless::Function" -> "arn:aws:lambda:" + place + ":function:" + name;
            case "AWS::Logs::LogGroup" -> "arn:aws:logs:" + place + ":log-group:" + name;
            default -> "arn:aws:cloudformation:" + place + ":" + resource.type() + "/" + name;
        };
    }

    /** The name that the template gives, or the logical id where CloudFormation would invent one. */
    private String physicalName(Resource resource, String where, int depth) {
        var property = switch (resource.type()) {
            case "AWS::SQS::Queue" -> "QueueName";
            case "AWS::S3::Bucket" -> "BucketName";
            case "AWS::Serverless::Function" -> "FunctionName";
            case "AWS::Logs::LogGroup" -> "LogGroupName";
            case "AWS::IAM::Role" -> "RoleName";
            default -> "Name";
        };
        var raw = resource.properties().get(property);
        return raw == null
                ? resource.id()
                : String.valueOf(expressions.evaluate(raw, resource.id() + "." + property, depth + 1));
    }

    private Object parameter(String name, String where) {
        var definition = Resources.map(parameters.get(name), file, "Parameters." + name);
        var declared = Optional.ofNullable(definition.get("Default")).map(String::valueOf);
        var value = resolver.parameter(name, declared).orElseThrow(() -> new TemplateException(file, where,
                "the parameter " + name + " has neither a value nor a default"));
        return "CommaDelimitedList".equals(definition.get("Type")) ? List.of(value.split(",", -1)) : value;
    }

    private String pseudo(String name, String where) {
        return switch (name) {
            case "AWS::Region" -> resolver.region();
            case "AWS::AccountId" -> resolver.accountId();
            case "AWS::Partition" -> "aws";
            case "AWS::URLSuffix" -> "amazonaws.com";
            case "AWS::StackName" -> "crealia";
            default -> throw new TemplateException(file, where, "the local edition does not know " + name);
        };
    }

    private Resource resource(String id, String where) {
        var resource = resources.byId().get(id);
        if (resource == null) {
            throw new TemplateException(file, where, "there is no parameter or resource " + id);
        }
        return resource;
    }
}
