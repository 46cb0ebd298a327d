package io.crealia.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import io.crealia.security.base.SharedEdition;
import io.crealia.security.base.Tally;
import io.crealia.security.base.Target;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every field of every stored document, sent to every route that takes a body and does not know it. */
@ExtendWith(SharedEdition.class)
class MassAssignmentTest {
    /** Fields that stores, frameworks and other people's services have. */
    private static final Set<String> USUAL = Set.of("id", "_id", "__v", "v", "version", "tenant", "tenant_id", "owner",
            "owner_id", "user", "user_id", "sub", "scope", "scopes", "role", "roles", "admin", "is_admin", "isAdmin",
            "created_at", "updated_at", "deleted", "status", "price", "cost", "budget", "quota", "plan", "key",
            "bucket", "url", "etag", "__proto__", "constructor", "@class", "@type", "$set", "_links", "metadata");

    private final Target target;
    private final Tally tally = Tally.of("mass-assignment");

    MassAssignmentTest(Target target) {
        this.target = target;
    }

    @Test
    void everyBody_storedField_isRefusedByName() {
        var things = Things.of(target, "injected");
        var names = stored();
        assertThat(names).contains("tenantId", "outbox", "tenant_id", "state");
        var before = target.state();
        for (var body : RequestBody.all(target, things)) {
            var known = body.fields();
            names.stream().filter(name -> !known.contains(name)).forEach(name -> refuse(body, name));
        }
        tally.unchanged("stored fields", before, target.state());
        tally.verify();
    }

    private void refuse(RequestBody body, String name) {
        var reply = tally.refused(body + " " + name,
                () -> target.send(body.with(name, TextNode.valueOf("mine"))));
        if (reply.status() != 422 || !body.faultAt(reply, name)) {
            tally.acceptedWrongly(body + " " + name, reply.toString());
        }
    }

    /** The names of all stored fields, and each in the spelling of the API. */
    private Collection<String> stored() {
        var names = new TreeSet<>(USUAL);
        for (var database : target.mongo().listDatabaseNames()) {
            if (database.startsWith("crealia")) {
                for (var collection : target.mongo().getDatabase(database).listCollectionNames()) {
                    target.mongo().getDatabase(database).getCollection(collection).find().limit(50)
                            .forEach(document -> collect(document, names));
                }
            }
        }
        return names;
    }

    private static void collect(Document document, Collection<String> names) {
        document.forEach((name, value) -> {
            if (name.matches("[A-Za-z_][A-Za-z_]{0,40}")) {
                names.add(name);
                names.add(name.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT));
            }
            if (value instanceof Document nested) {
                collect(nested, names);
            } else if (value instanceof Collection<?> list) {
                list.stream().filter(Document.class::isInstance).map(Document.class::cast).limit(20)
                        .forEach(each -> collect(each, names));
            }
        });
    }
}
