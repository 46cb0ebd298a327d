package io.crealia.ai.adapter.openai;

import io.crealia.ai.adapter.openai.SoundPieces.Piece;
import io.crealia.ai.port.MediaStore;
import io.crealia.platform.error.DependencyException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The form of {@code /v1/audio/transcriptions}: fields, then the piece of sound, read from the bucket as it is sent. */
final class TranscriptionBody implements OpenAiHttp.Body {
    private static final int SLICE = 1 << 20;

    private final MediaStore store;
    private final Piece piece;
    private final String boundary;
    private final byte[] head;
    private final byte[] tail;

    /** @param boundary that nobody can guess: a field must not be able to end itself */
    TranscriptionBody(MediaStore store, Piece piece, Map<String, String> fields, String boundary) {
        this.store = store;
        this.piece = piece;
        this.boundary = boundary;
        var text = new StringBuilder();
        fields.forEach((name, value) -> text.append("--").append(boundary)
                .append("\r\nContent-Disposition: form-data; name=\"").append(name).append("\"\r\n\r\n").append(value)
                .append("\r\n"));
        text.append("--").append(boundary)
                .append("\r\nContent-Disposition: form-data; name=\"file\"; filename=\"speech.wav\"\r\n")
                .append("Content-Type: audio/wav\r\n\r\n");
        head = text.toString().getBytes(StandardCharsets.UTF_8);
        tail = ("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String contentType() {
        return "multipart/form-data; boundary=" + boundary;
    }

    @Override
    public long length() {
        return (long) head.length + WavSound.HEADER + piece.bytes() + tail.length;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        out.write(head);
        out.write(piece.sound().header(piece.bytes()));
        for (int at = 0; at < piece.bytes(); at += SLICE) {
            out.write(slice(store, piece, at));
        }
        out.write(tail);
    }

    /** @throws DependencyException if the object has become shorter */
    static byte[] slice(MediaStore store, Piece piece, int at) {
        var wanted = Math.min(SLICE, piece.bytes() - at);
        var sound = piece.sound();
        var bytes = store.range(sound.key(), sound.offset() + piece.from() + at, wanted);
        if (bytes.length != wanted) {
            throw new DependencyException("object " + sound.key() + " ended early", null);
        }
        return bytes;
    }

    static int sliceBytes() {
        return SLICE;
    }
}
