package io.crealia.operations.domain;

import java.util.List;

/** A backup is not what its manifest says, or there is no manifest that this version understands. */
public final class DamagedBackupException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> faults;

    /** @param faults each names the object and says what was expected */
    public DamagedBackupException(List<String> faults) {
        super(String.join("; ", faults));
        this.faults = List.copyOf(faults);
    }

    public DamagedBackupException(String fault) {
        this(List.of(fault));
    }

    public List<String> faults() {
        return faults;
    }
}
