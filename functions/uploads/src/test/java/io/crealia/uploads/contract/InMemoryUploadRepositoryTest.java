package io.crealia.uploads.contract;

import io.crealia.uploads.fake.InMemoryUploadRepository;

final class InMemoryUploadRepositoryTest extends UploadRepositoryContract {
    @Override
    protected Views empty() {
        var uploads = new InMemoryUploadRepository();
        return new Views(uploads, uploads);
    }
}
