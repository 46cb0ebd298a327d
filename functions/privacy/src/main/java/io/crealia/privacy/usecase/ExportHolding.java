package io.crealia.privacy.usecase;

import io.crealia.privacy.domain.Inventory;
import io.crealia.privacy.domain.Target;
import io.crealia.privacy.port.Erasable;
import java.util.List;

/** The exports that may have a copy of an asset, as holdings of the asset. */
public record ExportHolding(String holding, PersonsExports exports) implements Erasable {
    /** The archives before the documents that lead to them. */
    public static List<Erasable> all(PersonsExports exports) {
        return List.of(new ExportHolding(Inventory.ARCHIVES, exports), new ExportHolding(Inventory.EXPORTS, exports));
    }

    @Override
    public long remaining(Target target) {
        return ofArchives()
                ? exports.archives(target.tenant(), target.ids())
                : exports.documents(target.tenant(), target.ids());
    }

    @Override
    public long remove(Target target) {
        return ofArchives()
                ? exports.removeArchives(target.tenant(), target.ids())
                : exports.removeDocuments(target.tenant(), target.ids());
    }

    private boolean ofArchives() {
        return holding.equals(Inventory.ARCHIVES);
    }
}
