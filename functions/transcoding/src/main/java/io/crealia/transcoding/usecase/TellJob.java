package io.crealia.transcoding.usecase;

import io.crealia.contracts.Step;
import io.crealia.contracts.StepToken;
import io.crealia.platform.error.DependencyException;
import io.crealia.transcoding.domain.TranscodingJob;
import io.crealia.transcoding.port.Purse;

/** Tells what became of a job: by its own messages, and a part's by what all parts together have come to. */
public final class TellJob {
    private final JobRelay relay;
    private final SettleReels reels;
    private final Purse purse;

    public TellJob(JobRelay relay, SettleReels reels, Purse purse) {
        this.relay = relay;
        this.reels = reels;
        this.purse = purse;
    }

    /** @throws DependencyException if something stays untold, so that the message that led here comes again */
    void tell(TranscodingJob job) {
        settle(job);
        relay.relay(job);
        tellWhole(job);
    }

    /** The outcome of a job that ended, once more. */
    void again(TranscodingJob job) {
        settle(job);
        relay.tellAgain(job);
        tellWhole(job);
    }

    private void tellWhole(TranscodingJob job) {
        if (job.key().isPart()) {
            reels.execute(job.token());
        }
    }

    // Before anything is told: the workflow goes on after that, and nobody need come to this job again.
    private void settle(TranscodingJob job) {
        if (!job.key().isPart() && job.state().terminal() && job.token().step() == Step.TRANSCODE) {
            purse.settle(job.tenantId(), purchase(job.token()), JobCost.spent(job).micros());
        }
    }

    /** The id under which an attempt's money is set aside. */
    static String purchase(StepToken token) {
        return token.value();
    }
}
