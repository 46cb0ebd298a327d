package io.crealia.local.cloud.mediaconvert.hls;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** Cuts a fragmented MP4 into an initialisation file and segments of a target length; fragments are never divided. */
public final class Segmenter {
    private final double targetSeconds;
    private final double minFinalSeconds;

    /** @param minFinalSeconds a last segment shorter than this joins the one before; 0 keeps it */
    public Segmenter(double targetSeconds, double minFinalSeconds) {
        this.targetSeconds = targetSeconds;
        this.minFinalSeconds = minFinalSeconds;
    }

    /**
     * @param init file for the initialisation section
     * @param segmentName gives the file of the n-th segment, counted from 1
     */
    public Rendition cut(Path source, Path init, IntFunction<Path> segmentName) throws IOException {
        FragmentedMp4 mp4 = FragmentedMp4.read(source);
        List<List<Fragment>> groups = joinShortEnd(groups(mp4), mp4.track());
        var segments = new ArrayList<Rendition.Segment>();
        try (var in = FileChannel.open(source, StandardOpenOption.READ)) {
            copy(in, 0, mp4.initBytes(), init);
            for (int i = 0; i < groups.size(); i++) {
                Path file = segmentName.apply(i + 1);
                long size = write(in, groups.get(i), file);
                segments.add(new Rendition.Segment(file, seconds(groups.get(i), mp4.track()), size));
            }
        }
        return new Rendition(init, segments, mp4.track().codecs());
    }

    private List<List<Fragment>> groups(FragmentedMp4 mp4) {
        var groups = new ArrayList<List<Fragment>>();
        long current = -1;
        for (Fragment fragment : mp4.fragments()) {
            // A frame of tolerance: at 29.97 frames a key frame stands a little after the full second, never before.
            double start = shownStart(fragment, mp4.track());
            long slot = (long) Math.floor(start / targetSeconds + 1e-3);
            if (groups.isEmpty() || slot != current) {
                groups.add(new ArrayList<>());
                current = slot;
            }
            groups.getLast().add(fragment);
        }
        return groups;
    }

    private List<List<Fragment>> joinShortEnd(List<List<Fragment>> groups, Track track) {
        if (groups.size() > 1 && seconds(groups.getLast(), track) < minFinalSeconds) {
            List<Fragment> end = groups.removeLast();
            groups.getLast().addAll(end);
        }
        return groups;
    }

    private static double shownStart(Fragment fragment, Track track) {
        return Math.max(0, shown(fragment, 0, track));
    }

    private static double seconds(List<Fragment> group, Track track) {
        Fragment last = group.getLast();
        return shown(last, last.ticks(), track) - shownStart(group.getFirst(), track);
    }

    /** Seconds on the presentation's clock. Every fragment starts with a key frame, which is shown first. */
    private static double shown(Fragment fragment, long after, Track track) {
        return (fragment.decodeTime() + fragment.firstOffset() + after - track.skippedTicks())
                / (double) track.timescale();
    }

    private static long write(FileChannel in, List<Fragment> group, Path file) throws IOException {
        try (var out = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (Fragment fragment : group) {
                transfer(in, fragment.offset(), fragment.sizeBytes(), out);
            }
            return out.size();
        }
    }

    private static void copy(FileChannel in, long from, long length, Path file) throws IOException {
        try (var out = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            transfer(in, from, length, out);
        }
    }

    private static void transfer(FileChannel in, long from, long length, FileChannel out) throws IOException {
        long done = 0;
        while (done < length) {
            long moved = in.transferTo(from + done, length - done, out);
            if (moved <= 0) {
                throw new IOException("file ends early: " + in);
            }
            done += moved;
        }
    }
}
