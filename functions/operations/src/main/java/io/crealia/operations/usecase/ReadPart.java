package io.crealia.operations.usecase;

import io.crealia.operations.domain.BackupPart;
import io.crealia.operations.domain.DamagedBackupException;
import io.crealia.operations.port.BackupObjects;
import io.crealia.platform.error.DependencyException;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.DigestInputStream;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Reads the documents of one part and compares everything that the manifest says of it. Holds one document at a time. */
public final class ReadPart {
    private static final int BUFFER = 64 * 1024;
    private static final int LENGTH_BYTES = 4;
    private static final int SHORTEST_DOCUMENT = 5;
    /** MongoDB's own limit is 16 MiB for a user's document, and some KiB more for what it adds. */
    private static final int LONGEST_DOCUMENT = 17 * 1024 * 1024;

    private final BackupObjects objects;

    public ReadPart(BackupObjects objects) {
        this.objects = objects;
    }

    /**
     * @param each gets every document; those before a fault too
     * @throws DamagedBackupException if the part is missing or not what the manifest says
     * @throws DependencyException if the store does not answer
     */
    public void execute(BackupPart part, Consumer<byte[]> each) {
        try (var object = objects.open(part.key())
                .orElseThrow(() -> new DamagedBackupException(part.key() + ": the part is missing"))) {
            read(part, object, each);
        } catch (IOException e) {
            throw new DependencyException("backup object " + part.key() + ": reading", e);
        }
    }

    private static void read(BackupPart part, InputStream object, Consumer<byte[]> each) throws IOException {
        var stored = Digests.sha256();
        var raw = Digests.sha256();
        long documents = 0;
        var unreadable = "";
        var in = new DigestInputStream(object, stored);
        try {
            var unpacked = new DataInputStream(new GZIPInputStream(in, BUFFER));
            for (var document = next(unpacked); document != null; document = next(unpacked)) {
                raw.update(document);
                documents++;
                each.accept(document);
            }
        } catch (ZipException | EOFException e) {
            unreadable = ": it cannot be read beyond document " + documents;
        }
        in.transferTo(OutputStream.nullOutputStream());
        check(part, "SHA-256 of the object", Digests.hex(stored), part.storedSha256(), unreadable);
        check(part, "SHA-256 of the documents", Digests.hex(raw), part.rawSha256(), unreadable);
        check(part, "number of documents", Long.toString(documents), Long.toString(part.documents()), unreadable);
    }

    // A document begins with its own length.
    private static byte[] next(DataInputStream in) throws IOException {
        var first = in.read();
        if (first < 0) {
            return null;
        }
        var head = new byte[LENGTH_BYTES];
        head[0] = (byte) first;
        in.readFully(head, 1, LENGTH_BYTES - 1);
        var length = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getInt();
        if (length < SHORTEST_DOCUMENT || length > LONGEST_DOCUMENT) {
            throw new ZipException("no document has " + length + " bytes");
        }
        var document = new byte[length];
        System.arraycopy(head, 0, document, 0, LENGTH_BYTES);
        in.readFully(document, LENGTH_BYTES, length - LENGTH_BYTES);
        return document;
    }

    private static void check(BackupPart part, String what, String found, String expected, String detail) {
        if (!found.equals(expected)) {
            throw new DamagedBackupException(
                    "%s: %s is %s, expected %s%s".formatted(part.key(), what, found, expected, detail));
        }
    }
}
