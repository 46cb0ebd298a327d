package io.crealia.assets.domain;

/** A playlist or cue file of ours is not what we write; serving it could point a player anywhere. */
public final class DamagedFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DamagedFileException(String message) {
        super(message);
    }
}
