package io.jenkins.plugins.flux.generation;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.flux.history.CancelCause;
import io.jenkins.plugins.flux.history.CancelReport;
import io.jenkins.plugins.flux.history.ImageOutcome;

/** What a generator does when a plan is aborted, and how it is read from the outcome. */
abstract class CancelContract extends GeneratorContract {

    ImageOutcome abort(Batch batch) throws Exception {
        batch.cancel();
        return harness.await(batch).images().get(0);
    }

    static void assertReported(ImageOutcome outcome, CancelReport.Result result) {
        assertThat(outcome).isInstanceOf(ImageOutcome.Canceled.class);
        ImageOutcome.Canceled canceled = (ImageOutcome.Canceled) outcome;
        assertThat(canceled.report().result()).isEqualTo(result);
        assertThat(canceled.cause()).isEqualTo(CancelCause.ABORT);
        canceled.requestId()
                .ifPresent(id -> assertThat(canceled.report().message()).contains(id));
    }
}
