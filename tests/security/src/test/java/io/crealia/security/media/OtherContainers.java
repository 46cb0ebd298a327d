package io.crealia.security.media;

import static io.crealia.security.media.Bytes.bomb;
import static io.crealia.security.media.Bytes.hex;
import static io.crealia.security.media.Bytes.ints;
import static io.crealia.security.media.Bytes.join;
import static io.crealia.security.media.Bytes.littleInts;
import static io.crealia.security.media.Bytes.noise;
import static io.crealia.security.media.Bytes.repeat;
import static io.crealia.security.media.Bytes.text;
import static io.crealia.security.media.HostileFile.refused;
import static io.crealia.security.media.HostileFile.tamed;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;

/** Everything that is neither MP4 nor Matroska: addresses in tags, pictures that grow, headers that lie, plain noise. */
final class OtherContainers {
    /** A frame of silence at 128 kbit/s and 44.1 kHz. */
    private static final byte[] MP3_FRAME = join(hex("fffb9000"), new byte[413]);
    private static final int PNG_SIDE = 12_000;
    private static final Map<String, String> SIGNATURES = new TreeMap<>(Map.ofEntries(
            Map.entry("mp4", "00000018667479706d7034320000000069736f6d6d703432"), Map.entry("mov", "000000086d6f6f76"),
            Map.entry("matroska", "1a45dfa38b4282886d6174726f736b61"), Map.entry("avi", "52494646ffffff0041564920"),
            Map.entry("wav", "52494646ffffff0057415645666d7420"), Map.entry("aiff", "464f524d0000ffff41494646"),
            Map.entry("ogg", "4f67675300020000000000000000"), Map.entry("flac", "664c614300000022"),
            Map.entry("flv", "464c56010500000009"), Map.entry("ps", "000001ba44000400"),
            Map.entry("asf", "3026b2758e66cf11a6d900aa0062ce6c"),
            Map.entry("mxf", "060e2b34020501010d01020101020400"), Map.entry("aac", "fff1508002e000"),
            Map.entry("id3", "49443303000000000010")));

    private final String http;
    private final String file;

    OtherContainers(String http, String file) {
        this.http = http;
        this.file = file;
    }

    List<HostileFile> all() {
        var all = new ArrayList<HostileFile>(tags());
        all.addAll(headers());
        SIGNATURES.forEach((name, hex) -> all.add(refused("noise-as-" + name, join(hex(hex), noise(name.hashCode(),
                20_000)))));
        return all;
    }

    private List<HostileFile> tags() {
        return List.of(tamed("cover-bomb", song(id3("APIC", join(text("\0image/png\0\3\0"), png())))),
                tamed("cover-by-address", song(id3("APIC", text("\0-->\0\3\0" + http + "/cover.png")))),
                tamed("cover-by-path", song(id3("APIC", text("\0-->\0\3\0file://" + file)))),
                tamed("addresses-in-tags",
                        song(join(id3("WOAS", text(http)), id3("LINK", text("APIC" + http + "\0"))))),
                tamed("lyrics-with-markup", song(id3("USLT", text("\0eng\0<script src='" + http + "'></script>")))),
                tamed("tag-of-200-mib", join(text("ID3\4\0\0\177\177\177\177"), MP3_FRAME, MP3_FRAME)),
                tamed("compressed-frame-bomb", song(join(text("ID3\4\0\0"), hex("00004010"), text("TIT2"),
                        hex("00004000"), hex("0009"), hex("7fffffff"), repeat(hex("78"), 8178)))),
                refused("flac-picture-by-address", join(text("fLaC"), hex("00000022"), new byte[34], hex("86"),
                        hex("00ffff"), ints(3, 3), text("-->"), ints(http.length()), text(http), new byte[64])),
                refused("flac-picture-of-4-gib", join(text("fLaC"), hex("00000022"), new byte[34], hex("86ffffff"),
                        ints(3, -1, -1))),
                refused("flv-with-address",
                        join(text("FLV\1\5\0\0\0\11\0\0\0\0"), hex("12000040"), hex("00000000000000"),
                                hex("02000a"), text("onMetaData"), hex("08ffffffff0003"), text("url"), hex("02"),
                                hex("%04x".formatted(http.length())), text(http))),
                refused("asf-with-script-command", join(hex("3026b2758e66cf11a6d900aa0062ce6c"),
                        hex("ff000000000000000200000001 02"), hex("301afb1e620bd011a39b00a0c90348f6"),
                        hex("8000000000000000"), new byte[16], text("URL\0" + http), new byte[40])));
    }

    private static byte[] id3(String frame, byte[] content) {
        return join(text(frame), ints(content.length), new byte[2], content);
    }

    private static byte[] song(byte[] frames) {
        var size = frames.length;
        var header = join(text("ID3\3\0\0"), new byte[]{(byte) (size >> 21 & 127), (byte) (size >> 14 & 127),
                (byte) (size >> 7 & 127), (byte) (size & 127)});
        return join(header, frames, repeat(MP3_FRAME, 40));
    }

    /** 576 million bytes of picture in half a million. */
    private static byte[] png() {
        var rows = bomb((4L * PNG_SIDE + 1) * PNG_SIDE);
        return join(hex("89504e470d0a1a0a"), chunk("IHDR", join(ints(PNG_SIDE, PNG_SIDE), hex("0806000000"))),
                chunk("IDAT", rows), chunk("IEND", new byte[0]));
    }

    private static byte[] chunk(String type, byte[] content) {
        var sum = new CRC32();
        sum.update(join(text(type), content));
        return join(ints(content.length), text(type), content, ints((int) sum.getValue()));
    }

    private static List<HostileFile> headers() {
        return List.of(refused("wav-of-65535-channels", wav(0xffff, 48_000, 16)),
                refused("wav-of-rate-0", wav(1, 0, 16)), refused("wav-of-rate-2-to-the-31", wav(1, 0x7fffffff, 16)),
                refused("wav-of-0-bits", wav(2, 48_000, 0)),
                refused("avi-of-three-thousand-streams",
                        avi(repeat(list("strl", stream("vids", "MJPG", 64, 64)), 3000))),
                refused("avi-of-65000-pixels-squared", avi(list("strl", stream("vids", "MJPG", 65_000, 65_000)))),
                refused("avi-with-a-game-codec", avi(list("strl", stream("vids", "SCPR", 64, 64)))),
                refused("avi-with-a-loop-of-indexes", avi(join(list("strl", join(stream("vids", "MJPG", 64, 64),
                        riff("indx", littleInts(0x00000004, 200, 0x63643030, 0, 0, 0, 12, 0, 200, 0, 12, 0))))))),
                refused("ts-of-8191-programs", repeat(programs(), 40)),
                refused("ogg-of-the-far-future",
                        repeat(join(text("OggS\0\2"), hex("ffffffffffffff7f"), littleInts(1, 0, 0),
                                hex("011e"), text("\1vorbis"), new byte[23]), 40)),
                refused("aac-without-sound", repeat(join(hex("fff15080 02e000"), new byte[16]), 200)),
                refused("ps-without-streams", repeat(hex("000001ba4400040004010189c3f8"), 300)),
                refused("mxf-of-endless-partitions", repeat(join(hex("060e2b34020501010d01020101020400"), hex("8358"),
                        new byte[88]), 100)));
    }

    private static byte[] wav(int channels, int rate, int bits) {
        return join(text("RIFF"), littleInts(-1), text("WAVEfmt "), littleInts(16, 1 | channels << 16, rate, rate * 2,
                2 | bits << 16), text("data"), littleInts(-1), new byte[4000]);
    }

    private static byte[] riff(String type, byte[] body) {
        return join(text(type), littleInts(body.length), body, new byte[body.length % 2]);
    }

    private static byte[] list(String type, byte[] body) {
        return riff("LIST", join(text(type), body));
    }

    private static byte[] stream(String type, String codec, int width, int height) {
        return join(
                riff("strh", join(text(type), text(codec), littleInts(0, 0, 0, 1, 25, 0, 25, 0, 0, 0), new byte[8])),
                riff("strf", littleInts(40, width, height, 1 | 24 << 16, codec.charAt(0) | codec.charAt(1) << 8
                        | codec.charAt(2) << 16 | codec.charAt(3) << 24, 0, 0, 0, 0, 0)));
    }

    private static byte[] avi(byte[] streams) {
        var header = riff("avih", littleInts(40_000, 0, 0, 0x10, 25, 0, 1, 0, 64, 64, 0, 0, 0, 0));
        return riff("RIFF", join(text("AVI "), list("hdrl", join(header, streams)),
                list("movi", riff("00dc", join(hex("ffd8"), noise(5, 500))))));
    }

    /** A program association of as many programs as a packet holds, each of which is in the next packet of its kind. */
    private static byte[] programs() {
        var packet = join(hex("47400010 00 00b0b1 0001 c1 00 00"), repeat(hex("0001 e000"), 40));
        return join(packet, repeat(hex("ff"), 188 - packet.length));
    }
}
