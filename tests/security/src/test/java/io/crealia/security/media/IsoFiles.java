package io.crealia.security.media;

import static io.crealia.security.media.Bytes.bomb;
import static io.crealia.security.media.Bytes.box;
import static io.crealia.security.media.Bytes.change;
import static io.crealia.security.media.Bytes.hex;
import static io.crealia.security.media.Bytes.ints;
import static io.crealia.security.media.Bytes.join;
import static io.crealia.security.media.Bytes.repeat;
import static io.crealia.security.media.Bytes.text;
import static io.crealia.security.media.Bytes.with;
import static io.crealia.security.media.HostileFile.refused;
import static io.crealia.security.media.HostileFile.tamed;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** MP4 and MOV: media somewhere else, indexes that lie, boxes without end. */
final class IsoFiles {
    private static final byte[] FTYP = box("ftyp", text("mp42\0\0\0\0mp42isom"));
    private static final String DREF = "moov/trak/mdia/minf/dinf/dref";
    private static final String MDHD = "moov/trak/mdia/mdhd";
    private static final String STBL = "moov/trak/mdia/minf/stbl/";
    private static final int TIMESCALE_IN_MDHD = 12;

    private final byte[] clip;
    private final String http;
    private final String file;

    /** @param clip a second of picture and sound with its index in front @param file path of the canary file */
    IsoFiles(byte[] clip, String http, String file) {
        this.clip = clip;
        this.http = http;
        this.file = file;
    }

    List<HostileFile> all() {
        var all = new ArrayList<HostileFile>(elsewhere());
        all.addAll(lies());
        all.addAll(shapes());
        return all;
    }

    /** ISO/IEC 14496-12 8.7.2, and Apple's alias records and reference movies. */
    private List<HostileFile> elsewhere() {
        var alias = join(new byte[4], text("alis\0\0\0\0"), ints(0, 0x00020000), new byte[140],
                new byte[]{0, 2, (byte) (file.length() >> 8), (byte) file.length()}, text(file), ints(-1));
        return List.of(tamed("dref-url-http", dref(box("url ", ints(0), text(http + "/media.mp4\0")))),
                tamed("dref-url-file", dref(box("url ", ints(0), text("file://" + file + "\0")))),
                tamed("dref-urn", dref(box("urn ", ints(0), text("urn:x\0" + http + "\0")))),
                tamed("dref-alias", dref(box("alis", ints(0), alias))),
                tamed("dref-alias-relative", dref(box("alis", ints(0), text("../../../../../.." + file + "\0")))),
                tamed("dref-resource-fork", dref(box("rsrc", ints(0), text(file + "\0")))),
                refused("reference-movie", join(FTYP, box("moov", box("rmra", box("rmda",
                        box("rdrf", ints(0), text("url "), ints(http.length() + 1), text(http + "\0"))))))),
                refused("reference-movie-file", join(box("moov", box("rmra", box("rmda",
                        box("rdrf", ints(0), text("alis"), ints(file.length() + 1), text(file + "\0"))))),
                        new byte[8])),
                tamed("spherical-xml-entity", appended(box("uuid", hex("ffcc8263f8554a938814587a02521fdd"),
                        text("<?xml version=\"1.0\"?><!DOCTYPE r [<!ENTITY x SYSTEM \"file://" + file
                                + "\">]><r>&x;</r>")))),
                tamed("xmp-with-address", appended(box("uuid", hex("be7acfcb97a942e89c71999491e3afac"),
                        text("<x:xmpmeta><rdf:li>" + http + "</rdf:li></x:xmpmeta>")))));
    }

    private byte[] dref(byte[] entry) {
        return change(clip, DREF, _ -> join(ints(0, 1), entry));
    }

    private List<HostileFile> lies() {
        return List.of(
                refused("five-hours", change(clip, MDHD, body -> with(body, TIMESCALE_IN_MDHD, ints(1)))),
                tamed("timescale-zero", change(clip, MDHD, body -> with(body, TIMESCALE_IN_MDHD, ints(0)))),
                tamed("sample-count-of-32-bits", change(clip, STBL + "stsz", body -> with(body, 8, ints(-1)))),
                tamed("sample-sizes-of-gigabytes", change(clip, STBL + "stsz", _ -> ints(0, 0x7fffffff, 1000))),
                tamed("sample-times-without-end", change(clip, STBL + "stts", _ -> ints(0, 1, -1, -1))),
                tamed("sample-times-of-32-bits", change(clip, STBL + "stts", _ -> ints(0, -1, 1, 1))),
                tamed("chunks-outside", change(clip, STBL + "stco", body -> outside(body))),
                tamed("chunk-count-of-32-bits", change(clip, STBL + "stco", body -> with(body, 4, ints(-1)))),
                tamed("chunks-of-billions", change(clip, STBL + "stsc", _ -> ints(0, 1, 1, -1, 1))),
                tamed("edits-of-the-future", change(clip, "moov/trak/edts/elst",
                        _ -> ints(0, 2, 0x7fffffff, -1, 0x10000, 0x7fffffff, 0x7ffffff0, 0x10000))),
                tamed("composition-offsets", change(clip, STBL + "ctts", _ -> ints(0, 1, 30, 0x80000000))),
                tamed("dimensions-of-65535", change(clip, STBL + "stsd", IsoFiles::vast)),
                refused("a-thousand-tracks", change(clip, "moov", IsoFiles::manyTracks)));
    }

    private static byte[] outside(byte[] stco) {
        var changed = stco.clone();
        Arrays.fill(changed, 8, changed.length, (byte) 0x7f);
        return changed;
    }

    /** Width and height of a visual sample entry; in a sound's they are its channels and bits. */
    private static byte[] vast(byte[] stsd) {
        return with(stsd, 8 + 8 + 24, (byte) -1, (byte) -1, (byte) -1, (byte) -1);
    }

    private static byte[] manyTracks(byte[] moov) {
        return join(moov, repeat(box("trak", box("tkhd", ints(7, 0, 0, 9, 0), new byte[64]),
                box("mdia", box("mdhd", ints(0, 0, 0, 1000, 1000, 0)),
                        box("hdlr", ints(0, 0, 0x736f756e, 0, 0, 0), new byte[1]),
                        box("minf", box("stbl", box("stsd", ints(0, 1), box("mp4a", new byte[28])))))),
                1000));
    }

    private List<HostileFile> shapes() {
        var nested = new byte[0];
        var tracks = new byte[0];
        for (int i = 0; i < 2000; i++) {
            nested = box("moov", nested);
            tracks = box(i % 2 == 0 ? "trak" : "mdia", tracks);
        }
        var compressed = bomb(64L << 20);
        return List.of(refused("moov-in-moov", join(FTYP, nested)),
                refused("trak-in-mdia-in-trak", join(FTYP, box("moov", tracks))),
                refused("compressed-index", join(FTYP, box("moov", box("cmov", box("dcom", text("zlib")),
                        box("cmvd", ints(64 << 20), compressed))))),
                refused("compressed-index-of-4-gib", join(FTYP, box("moov", box("cmov", box("dcom", text("zlib")),
                        box("cmvd", ints(-1), compressed))))),
                refused("box-of-size-0-inside", join(FTYP, box("moov", ints(0), text("trak"), new byte[100]))),
                refused("box-of-64-bits", join(FTYP, ints(1), text("moov"), hex("7fffffffffffffff"), new byte[50])),
                refused("box-of-negative-size",
                        join(FTYP, ints(1), text("moov"), hex("ffffffffffffffff"), new byte[50])),
                refused("index-only", box("moov", box("mvhd", new byte[100]))),
                refused("media-only", box("mdat", new byte[5000])), refused("type-only", join(FTYP, box("free"))),
                refused("segment-index-loop", join(FTYP, box("sidx", ints(0, 1, 1000, 0, 0, 1, 0x80000000, 1, 0)),
                        box("sidx", ints(0, 1, 1000, 0, 0, 1, 0x80000000 | 44, 1, 0)))),
                refused("fragments-before-everything", join(FTYP, repeat(box("moof", box("mfhd", ints(0, 1)),
                        box("traf", box("tfhd", ints(1, 1, -1, -1)), box("trun", ints(1, -1, -1)))), 200))),
                tamed("a-hundred-thousand-titles",
                        appended(box("udta", repeat(box("\u00a9nam", ints(0x00040000)), 100_000)))),
                tamed("a-billion-keys", appended(box("meta", box("hdlr", ints(0, 0, 0x6d647461), new byte[13]),
                        box("keys", ints(0, 1 << 30), text("\0\0\0\30mdtalocation"))))),
                refused("first-third", Arrays.copyOf(clip, clip.length / 3)),
                tamed("zip-behind", join(clip, hex("504b0304140000000000"), new byte[200])),
                tamed("page-behind", join(clip, text("<html><script>alert(1)</script></html>"))));
    }

    private byte[] appended(byte[] box) {
        return join(clip, box);
    }
}
