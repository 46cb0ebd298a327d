package io.crealia.uploads;

import io.crealia.platform.log.Log;
import io.crealia.platform.log.LogField;
import io.crealia.uploads.adapter.ObjectCreatedEvents;
import io.crealia.uploads.domain.IncomingKey;
import io.crealia.uploads.usecase.AcceptObject;
import java.util.ArrayList;
import java.util.function.Consumer;

/**
 * Does what one S3 notification asks for. All its records are tried; if one fails the message comes again, which does no
 * harm to those that are done.
 */
final class ObjectCreatedConsumer implements Consumer<String> {
    private final ObjectCreatedEvents events;
    private final AcceptObject acceptance;

    ObjectCreatedConsumer(ObjectCreatedEvents events, AcceptObject acceptance) {
        this.events = events;
        this.acceptance = acceptance;
    }

    /** @throws NotificationException with every reason, if a record is not ours to handle or could not be handled */
    @Override
    public void accept(String body) {
        var notification = events.read(body);
        var failures = new ArrayList<RuntimeException>();
        notification.faults().forEach(fault -> failures.add(new NotificationException(fault)));
        for (var key : notification.created()) {
            try (var _ = Log.with(LogField.TENANT_ID.of(key.tenant()), LogField.UPLOAD_ID.of(key.upload()))) {
                accept(key);
            } catch (RuntimeException e) {
                failures.add(e);
            }
        }
        if (!failures.isEmpty()) {
            var first = failures.removeFirst();
            failures.forEach(first::addSuppressed);
            throw first;
        }
    }

    private void accept(IncomingKey key) {
        if (acceptance.execute(key.tenant(), key.upload()) == AcceptObject.Result.UNKNOWN) {
            throw new NotificationException("there is no upload that the object belongs to");
        }
    }

    /** A notification that will not become better by waiting: it reaches the dead letters with this reason in the log. */
    static final class NotificationException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotificationException(String reason) {
            super("object notification: " + reason);
        }
    }
}
