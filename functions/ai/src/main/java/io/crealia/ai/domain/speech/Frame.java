package io.crealia.ai.domain.speech;

/**
 * What 32 ms of sound are like.
 *
 * @param rms root mean square, of samples from -32768 to 32767
 * @param zeroCrossings share of neighbouring samples with different signs
 * @param bandShare share of the power that lies within 300 to 3400 Hz, where speech is understood (ITU-T G.712)
 * @param flatness geometric over arithmetic mean of the power within that band: near 0.56 for noise, near 0 for tones
 * @param centroid mean frequency by power, Hz
 * @param stability cosine between this spectrum's magnitudes and those 64 ms before, within 100 to 4000 Hz
 */
record Frame(float rms, float zeroCrossings, float bandShare, float flatness, float centroid, float stability) {}
