package io.crealia.privacy.domain;

import io.crealia.contracts.AssetId;
import io.crealia.contracts.ErasureId;
import io.crealia.contracts.SubjectId;

/** What is erased. */
public sealed interface Scope {
    /** Derived, so that what is asked for twice is one erasure. */
    ErasureId erasureId();

    /** One asset, with everything that was made of it. */
    record OneAsset(AssetId asset) implements Scope {
        @Override
        public ErasureId erasureId() {
            return new ErasureId(ErasureId.PREFIX + asset.ulid());
        }
    }

    /** One person: all of his assets, and the key that his data are sealed with. */
    record OneSubject(SubjectId subject) implements Scope {
        @Override
        public ErasureId erasureId() {
            return new ErasureId(ErasureId.PREFIX + subject.ulid());
        }
    }
}
