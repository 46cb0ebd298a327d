package io.crealia.infra;

import io.crealia.infra.StageConfig.MongoStore.DocumentDb;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The installations of this project. */
final class Stages {
    static final StageConfig DEV = new StageConfig("dev", false, 1, new DocumentDb("t4g.medium", 1), 7,
            Map.of("LogRetentionDays", "7"), 100, Optional.empty(), Optional.empty(), Optional.empty());
    static final StageConfig STAGING = new StageConfig("staging", false, 1, new DocumentDb("t4g.medium", 2), 7,
            Map.of("LogRetentionDays", "14", "Rollout", "canary"), 300, Optional.empty(), Optional.empty(),
            Optional.empty());
    static final StageConfig PROD = new StageConfig("prod", true, 2, new DocumentDb("r6g.large", 3), 35,
            Map.of("LogRetentionDays", "90", "Rollout", "canary", "AiSpeechReview", "required"), 2000,
            Optional.empty(), Optional.empty(), Optional.empty());

    static final List<StageConfig> ALL = List.of(DEV, STAGING, PROD);

    private Stages() {}

    /** @throws IllegalArgumentException listing the stages that there are */
    static StageConfig named(String name) {
        return ALL.stream().filter(stage -> stage.name().equals(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no stage " + name + "; there are "
                        + ALL.stream().map(StageConfig::name).toList()));
    }
}
