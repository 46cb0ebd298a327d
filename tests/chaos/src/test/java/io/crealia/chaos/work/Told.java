package io.crealia.chaos.work;

/** What one creator was told, for tests. */
public final class Told {
    private static final AssetPlan PLAN = new AssetPlan(0, "acme", false, false, true, false);

    private final Book book = new Book();
    private String asset = "";

    public Told started(String upload, String itsAsset) {
        asset = itsAsset;
        book.started(PLAN, upload, itsAsset);
        return this;
    }

    public Told stored() {
        book.stored(PLAN);
        return this;
    }

    public void deleted() {
        book.deleted(asset);
    }

    public void problem(String invariant) {
        book.problem(invariant, "planted");
    }

    public Book book() {
        return book;
    }
}
