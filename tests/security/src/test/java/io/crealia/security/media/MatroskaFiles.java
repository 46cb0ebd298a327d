package io.crealia.security.media;

import static io.crealia.security.media.Bytes.bomb;
import static io.crealia.security.media.Bytes.hex;
import static io.crealia.security.media.Bytes.ints;
import static io.crealia.security.media.Bytes.join;
import static io.crealia.security.media.Bytes.repeat;
import static io.crealia.security.media.Bytes.text;
import static io.crealia.security.media.HostileFile.refused;
import static io.crealia.security.media.HostileFile.tamed;

import java.nio.ByteBuffer;
import java.util.List;

/** Matroska: EBML of any depth and size, links to other files, packed blocks. The sound is PCM, a second of silence. */
final class MatroskaFiles {
    private static final byte[] HEADER = element("1a45dfa3", element("4286", hex("01")), element("42f7", hex("01")),
            element("42f2", hex("04")), element("42f3", hex("08")), element("4282", text("matroska")),
            element("4287", hex("04")), element("4285", hex("02")));
    private static final String UNKNOWN_SIZE = "01ffffffffffffff";
    private static final int RATE = 8000;

    private final String http;
    private final String file;

    MatroskaFiles(String http, String file) {
        this.http = http;
        this.file = file;
    }

    List<HostileFile> all() {
        var nested = element("1f43b675", element("e7", hex("00")), block(0));
        for (int i = 0; i < 500; i++) {
            nested = join(hex("1f43b675"), hex(UNKNOWN_SIZE), nested);
        }
        var deepTags = element("67c8", element("45a3", text("x")));
        for (int i = 0; i < 3000; i++) {
            deepTags = element("67c8", deepTags);
        }
        return List.of(tamed("clusters-in-clusters", file(info(1000), tracks(track(1)), nested)),
                tamed("tags-in-tags", file(info(1000), tracks(track(1)), cluster(), element("1254c367", deepTags))),
                refused("three-thousand-tracks", file(info(1000), tracks(many(3000)), cluster())),
                tamed("lasts-1e300-seconds", file(info(1e303), tracks(track(1)), cluster())),
                tamed("lasts-nan", file(info(Double.NaN), tracks(track(1)), cluster())),
                tamed("lasts-minus-one", file(info(-1), tracks(track(1)), cluster())),
                tamed("goes-on-after-its-end", file(info(1000), tracks(track(1)), cluster(),
                        element("1f43b675", element("e7", ints(5 * 3600 * 1000)), block(0)))),
                tamed("linked-segments", file(element("1549a966", element("3eb923", new byte[16]),
                        element("3e83bb", text("file://" + file)), element("3c83ab", text(http)),
                        element("2ad7b1", hex("0f4240"))), tracks(track(1)), cluster())),
                tamed("a-thousand-attachments", file(info(1000), tracks(track(1)), cluster(),
                        element("1941a469", repeat(element("61a7", element("466e", text("../../../.." + file)),
                                element("4660", text("image/png")), element("465c", text(http)),
                                element("46ae", hex("01"))), 1000)))),
                tamed("packed-blocks", file(info(1000), tracks(packed()), element("1f43b675", element("e7", hex("00")),
                        element("a3", hex("81000080"), bomb(50 << 20))))),
                tamed("seek-loop", file(element("114d9b74", element("4dbb", element("53ab", hex("114d9b74")),
                        element("53ac", hex("00")))), info(1000), tracks(track(1)), cluster())),
                tamed("cues-to-nowhere", file(info(1000), tracks(track(1)), cluster(), element("1c53bb6b",
                        repeat(element("bb", element("b3", hex("00")), element("b7", element("f7", hex("01")),
                                element("f1", hex("7fffffffffffffff")))), 1000)))),
                tamed("scale-of-zero", file(element("1549a966", element("2ad7b1", hex("00"))), tracks(track(1)),
                        cluster())),
                refused("sample-rate-of-1e30", file(info(1000),
                        tracks(track(1, element("e1", element("b5", real(1e30)), element("9f", hex("ff")),
                                element("6264", hex("10"))))),
                        cluster())),
                refused("segment-only", join(HEADER, hex("18538067"), hex(UNKNOWN_SIZE))),
                refused("element-of-72-petabytes", join(HEADER, hex("18538067"), hex("01fffffffffffffe"),
                        hex("1654ae6b"), hex("01fffffffffffff0"), new byte[64])));
    }

    private static byte[] file(byte[]... elements) {
        return join(HEADER, element("18538067", elements));
    }

    private static byte[] info(double durationMs) {
        return element("1549a966", element("2ad7b1", hex("0f4240")), element("4489", real(durationMs)));
    }

    private static byte[] tracks(byte[] entries) {
        return element("1654ae6b", entries);
    }

    private static byte[] track(int number, byte[]... more) {
        var audio = more.length > 0
                ? more[0]
                : element("e1", element("b5", real(RATE)), element("9f", hex("01")), element("6264", hex("10")));
        return element("ae", element("d7", ints(number)), element("73c5", ints(number)), element("83", hex("02")),
                element("86", text("A_PCM/INT/LIT")), audio);
    }

    private static byte[] many(int count) {
        var tracks = new byte[count][];
        for (int i = 0; i < count; i++) {
            tracks[i] = track(i + 1);
        }
        return join(tracks);
    }

    private static byte[] packed() {
        return track(1, join(element("e1", element("b5", real(RATE)), element("9f", hex("01")),
                element("6264", hex("10"))),
                element("6d80", element("6240", element("5031", hex("00")),
                        element("5032", hex("01")), element("5033", hex("00")),
                        element("5034", element("4254", hex("00")))))));
    }

    private static byte[] cluster() {
        var blocks = new byte[10][];
        for (int i = 0; i < blocks.length; i++) {
            blocks[i] = block(i * 100);
        }
        return element("1f43b675", element("e7", hex("00")), join(blocks));
    }

    /** A tenth of a second. */
    private static byte[] block(int atMs) {
        return element("a3", hex("81"), new byte[]{(byte) (atMs >> 8), (byte) atMs, (byte) 0x80},
                new byte[RATE / 10 * 2]);
    }

    private static byte[] real(double value) {
        return ByteBuffer.allocate(8).putDouble(value).array();
    }

    private static byte[] element(String id, byte[]... contents) {
        var body = join(contents);
        return join(hex(id), hex("01%014x".formatted(body.length)), body);
    }
}
