package io.crealia.operations.port;

import io.crealia.operations.fake.InMemoryObjects;

final class InMemoryObjectsTest extends BackupObjectsContract {
    @Override
    protected BackupObjects objects() {
        return new InMemoryObjects();
    }
}
