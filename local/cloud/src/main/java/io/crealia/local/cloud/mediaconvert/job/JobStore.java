package io.crealia.local.cloud.mediaconvert.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** All jobs, in memory and, one file each, on disk. */
final class JobStore {
    private final Path folder;
    private final Map<String, JobRecord> jobs = new ConcurrentHashMap<>();

    /** Reads what an earlier server left. @throws IOException a file cannot be read; the message names it */
    JobStore(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        try (var files = Files.list(folder)) {
            for (Path file : files.filter(path -> path.getFileName().toString().endsWith(".json")).toList()) {
                try {
                    JobRecord job = JobRecordJson.read(AtomicJson.read(file));
                    jobs.put(job.id(), job);
                } catch (IOException | RuntimeException e) {
                    throw new IOException("job file is damaged, move it away: " + file, e);
                }
            }
        }
    }

    Optional<JobRecord> find(String id) {
        return Optional.ofNullable(jobs.get(id));
    }

    /** All jobs in the order of their submission. */
    List<JobRecord> all() {
        return jobs.values().stream().sorted(Comparator.comparingLong(JobRecord::number)).toList();
    }

    void add(JobRecord job) {
        save(job);
        jobs.put(job.id(), job);
    }

    /** Changes a job and keeps the change on disk before anybody sees it. */
    JobRecord change(String id, UnaryOperator<JobRecord> change) {
        return jobs.compute(id, (_, job) -> {
            JobRecord changed = change.apply(job);
            if (!changed.equals(job)) {
                save(changed);
            }
            return changed;
        });
    }

    /** Changes a job in memory only: for progress, which a restart loses anyway. */
    JobRecord touch(String id, UnaryOperator<JobRecord> change) {
        return jobs.computeIfPresent(id, (_, job) -> change.apply(job));
    }

    private void save(JobRecord job) {
        try {
            AtomicJson.write(folder.resolve(job.id() + ".json"), JobRecordJson.write(job));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep job " + job.id(), e);
        }
    }
}
