package io.crealia.chaos.check;

import io.crealia.chaos.cloud.Receiver;
import io.crealia.chaos.cloud.Stores;
import io.crealia.chaos.cloud.Transcoder;
import io.crealia.chaos.work.Book;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;

/**
 * What is there after a run, read once from the stores by their own protocols.
 *
 * @param collections every document, by collection
 * @param media the size of each object of the media bucket, by its key
 * @param texts the text of each result document and of each playlist, by its key
 * @param incoming keys of multipart uploads that are open
 * @param queues messages by queue
 * @param jobs that the transcoder created
 * @param webhooks that the receiver took, with repetitions
 * @param failures calls without an answer, kills and faults: each may have left a quota or a budget too high
 */
public record Evidence(Book book, Map<String, List<Document>> collections, Map<String, Long> media,
        Map<String, String> texts, List<String> incoming, Map<String, Integer> queues,
        List<Transcoder.Created> jobs, List<Receiver.Taken> webhooks, int failures) {
    private static final Set<String> COLLECTIONS = Set.of("uploads", "runs", "assets", "transcoding_jobs", "costs",
            "webhook_deliveries", "budget_days", "budget_grants", "quota_days", "erasures", "transcriptions");

    public static Evidence read(Book book, Stores stores, Transcoder transcoder, Receiver receiver, int failures) {
        var collections = new HashMap<String, List<Document>>();
        COLLECTIONS.forEach(name -> collections.put(name, stores.all(name)));
        var media = stores.objects(Stores.MEDIA, "");
        var texts = new HashMap<String, String>();
        media.keySet().stream().filter(key -> key.endsWith("/result.json") || key.endsWith(".m3u8"))
                .forEach(key -> texts.put(key, stores.text(key)));
        var incoming = stores.s3().listMultipartUploads(list -> list.bucket(Stores.INCOMING)).uploads().stream()
                .map(upload -> upload.key()).toList();
        return new Evidence(book, collections, media, texts, incoming, stores.queues(), transcoder.created(),
                receiver.taken(), failures);
    }

    List<Document> all(String collection) {
        return collections.getOrDefault(collection, List.of());
    }

    Optional<Document> one(String collection, String id) {
        return all(collection).stream().filter(each -> id.equals(each.get("_id"))).findFirst();
    }

    List<Document> runs(String asset) {
        return all("runs").stream().filter(run -> asset.equals(run.getString("assetId"))).toList();
    }

    /** Whether the asset is being erased, or is. */
    boolean gone(String asset) {
        return one("assets", asset).map(found -> found.getString("state"))
                .filter(Set.of("deleted", "deleting")::contains).isPresent();
    }
}
