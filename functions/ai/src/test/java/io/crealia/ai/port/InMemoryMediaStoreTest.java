package io.crealia.ai.port;

final class InMemoryMediaStoreTest extends MediaStoreContract {
    private final InMemoryMediaStore store = new InMemoryMediaStore();

    @Override
    MediaStore store() {
        return store;
    }
}
