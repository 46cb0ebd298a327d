package io.crealia.operations.usecase;

import io.crealia.operations.domain.BackupManifest;
import io.crealia.operations.domain.BackupScope;
import io.crealia.operations.domain.DamagedBackupException;
import java.util.ArrayList;
import java.util.Set;

/** Reads a whole backup and says everything that is not as the manifest says. Writes nothing. */
public final class VerifyBackup {
    private final ReadPart readPart;

    public VerifyBackup(ReadPart readPart) {
        this.readPart = readPart;
    }

    /**
     * @param known collections that this version knows; empty for whatever is there
     * @throws DamagedBackupException with all faults
     */
    public void execute(BackupManifest manifest, Set<String> known) {
        var faults = new ArrayList<String>();
        var place = BackupScope.manifest(manifest.database(), manifest.id());
        var folder = BackupScope.parts(manifest.database()) + manifest.id() + "/";
        for (var collection : manifest.collections()) {
            if (!BackupScope.holds(collection.name())) {
                faults.add(place + ": collection " + collection.name() + " does not belong into a backup");
            } else if (!known.isEmpty() && !known.contains(collection.name())) {
                faults.add(place + ": collection " + collection.name() + " is not known to this version");
            }
            for (var part : collection.parts()) {
                if (part.key().startsWith(folder)) {
                    try {
                        readPart.execute(part, _ -> {});
                    } catch (DamagedBackupException e) {
                        faults.addAll(e.faults());
                    }
                } else {
                    faults.add(place + ": part " + part.key() + " is not of this backup");
                }
            }
        }
        if (!faults.isEmpty()) {
            throw new DamagedBackupException(faults);
        }
    }
}
