package io.crealia.local.cloud.mediaconvert.job;

/** Names of things in the style of AWS. */
public record Arns(String region, String account) {
    public String job(String id) {
        return prefix() + "jobs/" + id;
    }

    public String queue(String name) {
        return prefix() + "queues/" + name;
    }

    private String prefix() {
        return "arn:aws:mediaconvert:" + region + ":" + account + ":";
    }
}
