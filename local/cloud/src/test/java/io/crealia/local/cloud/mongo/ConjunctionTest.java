package io.crealia.local.cloud.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.bson.Document;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ConjunctionTest {

    @Test
    void flat_differentFields_becomeOneFilter() {
        assertThat(Conjunction.flat(and(new Document("_id", "a"), new Document("v", 3))))
                .isEqualTo(new Document("_id", "a").append("v", 3));
    }

    @Test
    void flat_nested_becomesOneFilter() {
        assertThat(Conjunction.flat(and(new Document("a", 1), and(new Document("b", 2), new Document("c", 3)))))
                .isEqualTo(new Document("a", 1).append("b", 2).append("c", 3));
    }

    @Test
    void flat_bothEndsOfARange_becomeOneCondition() {
        assertThat(Conjunction.flat(and(new Document("_id", new Document("$gt", "a")),
                new Document("_id", new Document("$lt", "b")))))
                .isEqualTo(new Document("_id", new Document("$gt", "a").append("$lt", "b")));
    }

    @Test
    void flat_conditionsThatCannotBeOne_stayAsTheyAre() {
        for (Document filter : List.of(and(new Document("a", 1), new Document("a", 2)),
                and(new Document("a", new Document("$gt", 1)), new Document("a", new Document("$gt", 2))),
                and(new Document("a", new Document("$gt", 1)), new Document("a", new Document("b", 2))),
                and(new Document("$or", List.of(new Document("a", 1))),
                        new Document("$or", List.of(new Document("b", 1)))))) {
            assertThat(Conjunction.flat(filter)).isSameAs(filter);
        }
    }

    @Test
    void flat_doesNotTouchWhatItWasGiven() {
        var lower = new Document("_id", new Document("$gt", "a"));
        Conjunction.flat(and(lower, new Document("_id", new Document("$lt", "b"))));
        assertThat(lower).isEqualTo(new Document("_id", new Document("$gt", "a")));
    }

    private static Document and(Document... parts) {
        return new Document("$and", List.of(parts));
    }
}
