package io.crealia.local.lambda.template;

import io.crealia.local.lambda.template.FunctionEvent.ApiRoute;
import io.crealia.local.lambda.template.Resources.Resource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.function.Function;

/** Turns the raw template into a {@link StackTemplate}: one pass for queues, which the other resources refer to. */
final class TemplateReader {

    private final String file;
    private final Resources resources;
    private final Expressions expressions;
    private final Resolver resolver;

    TemplateReader(Path template, Resolver resolver) {
        this.file = String.valueOf(template.getFileName());
        this.resolver = resolver;
        var raw = CloudFormationYaml.read(template);
        this.resources = Resources.of(file, raw);
        this.expressions = new Expressions(file, raw, resources, resolver);
    }

    StackTemplate read() {
        var names = new QueueNames(resolver, all("AWS::SQS::Queue", QueueNames::name));
        var queues = all("AWS::SQS::Queue", names::queue);
        var buckets = all("AWS::S3::Bucket", section -> Buckets.read(section, names));
        var rules = all("AWS::Events::Rule", section -> Rules.read(section, names));
        var transcodeQueues = all("AWS::MediaConvert::Queue", section -> section.value().text("Name"));
        var functions = all("AWS::Serverless::Function", section -> Functions.read(section, names));
        var apis = all("AWS::Serverless::Api", Apis::read);
        if (apis.size() > 1) {
            throw new TemplateException(file, apis.get(1).id(), "the local edition serves one API");
        }
        var all = values(functions);
        refuseSharedRoutes(all);
        return new StackTemplate(apis.stream().map(Named::value).findFirst(), all, values(queues), values(buckets),
                values(rules), values(transcodeQueues));
    }

    /** A resource's section and its logical id. */
    record Named<T>(String id, T value) {}

    private <T> List<Named<T>> all(String type, Function<Named<Section>, T> read) {
        var found = new ArrayList<Named<T>>();
        for (var resource : resources.byId().values()) {
            if (resource.type().equals(type) && exists(resource)) {
                var section = new Section(file, resource.id(), resource.properties(), expressions);
                found.add(new Named<>(resource.id(), read.apply(new Named<>(resource.id(), section))));
            }
        }
        return found;
    }

    private boolean exists(Resource resource) {
        return resource.condition().map(name -> expressions.holds(name, resource.id() + ".Condition")).orElse(true);
    }

    private void refuseSharedRoutes(List<FunctionDefinition> functions) {
        var owners = new HashMap<String, String>();
        for (var function : functions) {
            for (var route : function.events(ApiRoute.class)) {
                var where = function.id() + ".Events." + route.name();
                var owner = owners.put(route.method() + " " + route.path(), where);
                if (owner != null) {
                    throw new TemplateException(file, where,
                            route.method() + " " + route.path() + " is already a route of " + owner);
                }
            }
        }
    }

    private static <T> List<T> values(List<Named<T>> named) {
        return named.stream().map(Named::value).toList();
    }
}
