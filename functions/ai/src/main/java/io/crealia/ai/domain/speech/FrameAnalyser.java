package io.crealia.ai.domain.speech;

import java.util.ArrayDeque;
import java.util.function.Consumer;

/** Cuts samples into frames of 32 ms, one each 16 ms, and describes them. */
final class FrameAnalyser {
    static final int SIZE = 512;
    static final int HOP = 256;
    static final int HOP_MS = HOP * 1000 / PcmWav.SAMPLE_RATE;

    private static final double HZ_PER_BIN = (double) PcmWav.SAMPLE_RATE / SIZE;
    private static final int LOW = bin(300);
    private static final int HIGH = bin(3400);
    private static final int SHAPE_LOW = bin(100);
    private static final int SHAPE_HIGH = bin(4000);
    private static final int STABILITY_FRAMES = 4;
    /** Keeps logarithms finite; far below one step of 16 bits. */
    private static final double TINY = 1e-3;

    private final Fft fft = new Fft(SIZE);
    private final float[] samples = new float[SIZE];
    private final double[] power = new double[SIZE / 2 + 1];
    private final ArrayDeque<float[]> shapes = new ArrayDeque<>();
    private final Consumer<Frame> frames;
    private int filled;

    FrameAnalyser(Consumer<Frame> frames) {
        this.frames = frames;
    }

    void accept(short sample) {
        samples[filled++] = sample;
        if (filled == SIZE) {
            frames.accept(frame());
            System.arraycopy(samples, HOP, samples, 0, SIZE - HOP);
            filled = SIZE - HOP;
        }
    }

    private Frame frame() {
        double sum = 0;
        int crossings = 0;
        for (int i = 0; i < SIZE; i++) {
            sum += samples[i] * samples[i];
            crossings += i > 0 && samples[i] < 0 != samples[i - 1] < 0 ? 1 : 0;
        }
        fft.power(samples, power);
        double all = TINY;
        double weighted = 0;
        for (int i = 1; i < power.length; i++) {
            all += power[i];
            weighted += power[i] * i * HZ_PER_BIN;
        }
        double band = TINY;
        double logs = 0;
        for (int i = LOW; i <= HIGH; i++) {
            band += power[i];
            logs += Math.log(power[i] + TINY);
        }
        int bins = HIGH - LOW + 1;
        return new Frame((float) Math.sqrt(sum / SIZE), (float) crossings / (SIZE - 1), (float) (band / all),
                (float) (Math.exp(logs / bins) / (band / bins)), (float) (weighted / all), stability());
    }

    private float stability() {
        var shape = new float[SHAPE_HIGH - SHAPE_LOW + 1];
        double norm = TINY;
        for (int i = 0; i < shape.length; i++) {
            norm += power[SHAPE_LOW + i];
        }
        for (int i = 0; i < shape.length; i++) {
            shape[i] = (float) Math.sqrt(power[SHAPE_LOW + i] / norm);
        }
        shapes.addLast(shape);
        if (shapes.size() <= STABILITY_FRAMES) {
            return 1;
        }
        var before = shapes.removeFirst();
        float product = 0;
        for (int i = 0; i < shape.length; i++) {
            product += shape[i] * before[i];
        }
        return product;
    }

    private static int bin(int hz) {
        return (int) Math.round(hz / HZ_PER_BIN);
    }
}
