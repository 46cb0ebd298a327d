package io.crealia.ai.domain.speech;

/** Power spectra of real signals: radix-2 Cooley-Tukey over a Hann window. Not for use by several threads at once. */
final class Fft {
    private final int size;
    private final double[] window;
    private final double[] cos;
    private final double[] sin;
    private final double[] real;
    private final double[] imaginary;

    /** @param size a power of two */
    Fft(int size) {
        if (size < 2 || Integer.bitCount(size) != 1) {
            throw new IllegalArgumentException("expected a power of two, was " + size);
        }
        this.size = size;
        window = new double[size];
        cos = new double[size / 2];
        sin = new double[size / 2];
        real = new double[size];
        imaginary = new double[size];
        for (int i = 0; i < size; i++) {
            window[i] = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / (size - 1));
        }
        for (int i = 0; i < size / 2; i++) {
            cos[i] = Math.cos(2 * Math.PI * i / size);
            sin[i] = -Math.sin(2 * Math.PI * i / size);
        }
    }

    /** @param power gets the power of the bins 0 to {@code size / 2} */
    void power(float[] samples, double[] power) {
        int bits = Integer.numberOfTrailingZeros(size);
        for (int i = 0; i < size; i++) {
            int at = Integer.reverse(i) >>> (Integer.SIZE - bits);
            real[at] = samples[i] * window[i];
            imaginary[at] = 0;
        }
        for (int length = 2; length <= size; length *= 2) {
            butterflies(length);
        }
        for (int i = 0; i <= size / 2; i++) {
            power[i] = real[i] * real[i] + imaginary[i] * imaginary[i];
        }
    }

    private void butterflies(int length) {
        int half = length / 2;
        int step = size / length;
        for (int start = 0; start < size; start += length) {
            for (int k = 0; k < half; k++) {
                int low = start + k;
                int high = low + half;
                double re = real[high] * cos[k * step] - imaginary[high] * sin[k * step];
                double im = real[high] * sin[k * step] + imaginary[high] * cos[k * step];
                real[high] = real[low] - re;
                imaginary[high] = imaginary[low] - im;
                real[low] += re;
                imaginary[low] += im;
            }
        }
    }
}
