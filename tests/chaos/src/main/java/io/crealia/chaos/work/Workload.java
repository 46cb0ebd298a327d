package io.crealia.chaos.work;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** Creators begin as kills go on, so that there is work at each of them. */
public final class Workload {
    private final List<AssetPlan> waiting;
    private final List<Creator> begun = new CopyOnWriteArrayList<>();
    private final int all;
    private final Films films;
    private final Http http;
    private final Book book;
    private volatile boolean over;

    /** @param tries makes the client, given when nobody tries any more */
    public Workload(List<AssetPlan> plans, Films films, Book book,
            java.util.function.Function<java.util.function.BooleanSupplier, Http> tries) {
        this.waiting = new ArrayList<>(plans);
        this.all = plans.size();
        this.films = films;
        this.book = book;
        this.http = tries.apply(() -> over);
    }

    /** Lets creators begin until so many have. */
    public synchronized void begin(int count) {
        while (begun.size() < Math.min(all, count)) {
            begin(waiting.removeFirst());
        }
    }

    /** Lets the next one of a kind begin now, if there is one. */
    public synchronized void hurry(Predicate<AssetPlan> kind) {
        waiting.stream().filter(kind).findFirst().ifPresent(plan -> {
            waiting.remove(plan);
            begin(plan);
        });
    }

    private void begin(AssetPlan plan) {
        var creator = new Creator(plan, films.file(plan), http, book, () -> over);
        begun.add(creator);
        Thread.ofVirtual().name("creator-" + plan.number()).start(creator);
    }

    /** Files on their way into the store. */
    public int uploading() {
        return (int) begun.stream().filter(Creator::uploading).count();
    }

    /** Assets that have no end yet, of those that were begun. */
    public List<AssetPlan> unfinished() {
        return begun.stream().filter(creator -> !creator.done()).map(Creator::plan).toList();
    }

    public int begun() {
        return begun.size();
    }

    /** Nobody tries any more. */
    public void end() {
        over = true;
    }
}
