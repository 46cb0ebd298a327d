package io.crealia.transcoding.usecase;

import io.crealia.transcoding.Pictures;
import io.crealia.transcoding.domain.EncodePlan;
import io.crealia.transcoding.domain.Jpeg;
import io.crealia.transcoding.domain.Mp4Bytes;
import io.crealia.transcoding.domain.OutputLayout;
import io.crealia.transcoding.domain.Size;
import io.crealia.transcoding.port.MediaStore;
import java.awt.Color;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Writes what an encoder would, small but well-formed. */
public final class FakeOutputs {
    private static final Map<String, byte[]> FRAMES = new ConcurrentHashMap<>();

    private final MediaStore store;
    private final EncodePlan plan;
    private final OutputLayout layout;
    private final long durationMs;

    public FakeOutputs(MediaStore store, EncodePlan plan, OutputLayout layout, long durationMs) {
        this.store = store;
        this.plan = plan;
        this.layout = layout;
        this.durationMs = durationMs;
    }

    public void write() {
        var master = new StringBuilder("#EXTM3U\n#EXT-X-VERSION:7\n");
        if (plan.audio() && plan.picture().isPresent()) {
            master.append("#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"a\",NAME=\"a\",DEFAULT=YES,URI=\"index_audio.m3u8\"\n");
        }
        plan.picture().ifPresent(picture -> picture.rungs().forEach(rung -> {
            master.append("#EXT-X-STREAM-INF:BANDWIDTH=").append(rung.maxBitrate())
                    .append(",CODECS=\"avc1.640028,mp4a.40.2\",RESOLUTION=").append(rung.size()).append("\nindex_")
                    .append(rung.name()).append(".m3u8\n");
            media(rung.name());
        }));
        if (plan.audio()) {
            media("audio");
            put(layout.speech(), wav());
            if (plan.picture().isEmpty()) {
                master.append("#EXT-X-STREAM-INF:BANDWIDTH=128000,CODECS=\"mp4a.40.2\"\nindex_audio.m3u8\n");
            }
        }
        text(layout.master(), plan.audio() ? master.toString() : master.toString().replace(",mp4a.40.2", ""));
        plan.picture().ifPresent(this::files);
    }

    private void files(EncodePlan.Picture picture) {
        put(layout.mp4(picture.mp4().name()), Mp4Bytes.join(Mp4Bytes.box("ftyp"),
                Mp4Bytes.box("moov", Mp4Bytes.mvhd(1000, (int) durationMs)), Mp4Bytes.box("mdat", new byte[64])));
        frames(layout.posterPrefix(), picture.frames().poster());
        frames(layout.tilePrefix(), picture.frames().tiles());
    }

    /** The first is black, as first frames are. */
    private void frames(String prefix, EncodePlan.Capture capture) {
        for (int i = 0; i < capture.count(); i++) {
            var black = i == 0;
            put("%s%07d.jpg".formatted(prefix, i),
                    FRAMES.computeIfAbsent(capture.size() + (black ? " black" : ""),
                            _ -> frame(capture.size(), black)));
        }
    }

    private static byte[] frame(Size size, boolean black) {
        return Jpeg.encode(black
                ? Pictures.plain(size.width(), size.height(), Color.BLACK)
                : Pictures.busy(size.width(), size.height(), 7));
    }

    private void media(String name) {
        var list = new StringBuilder("#EXTM3U\n#EXT-X-TARGETDURATION:6\n#EXT-X-MAP:URI=\"index_").append(name)
                .append("_init.mp4\"\n");
        put(layout.hlsBase() + "_" + name + "_init.mp4", Mp4Bytes.box("moov", Mp4Bytes.mvhd(1000, 0)));
        var at = 0L;
        for (int i = 1; at < durationMs; i++) {
            var length = Math.min(6000, durationMs - at);
            var segment = "_" + name + "_" + i + ".m4s";
            list.append(String.format(Locale.ROOT, "#EXTINF:%.3f,\nindex%s\n", length / 1000.0, segment));
            put(layout.hlsBase() + segment, new byte[]{1, 2});
            at += length;
        }
        text(layout.variant(name), list + "#EXT-X-ENDLIST\n");
    }

    private static byte[] wav() {
        return ByteBuffer.allocate(44).order(ByteOrder.LITTLE_ENDIAN).put("RIFF".getBytes(StandardCharsets.US_ASCII))
                .putInt(-1).put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16).putShort((short) 1)
                .putShort((short) 1).putInt(16_000).putInt(32_000).putShort((short) 2).putShort((short) 16)
                .put("data".getBytes(StandardCharsets.US_ASCII)).putInt(0).array();
    }

    private void text(String key, String text) {
        put(key, text.getBytes(StandardCharsets.UTF_8));
    }

    private void put(String key, byte[] bytes) {
        store.put(key, bytes, "application/octet-stream");
    }
}
