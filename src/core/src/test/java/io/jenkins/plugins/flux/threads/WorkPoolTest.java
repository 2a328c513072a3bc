package io.jenkins.plugins.flux.threads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Work that hangs affects only its own owner. */
@Timeout(60)
class WorkPoolTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration SOON = Duration.ofMillis(100);
    private static final Duration NEVER = Duration.ofHours(1);

    private final Hang hang = new Hang();
    private WorkPool pool;

    @AfterEach
    void stop() {
        hang.close();
        pool.close();
        Awaitility.await().atMost(PATIENCE).until(pool::isTerminated);
    }

    private void pool(int threads, int share, Duration hangsAfter, Duration limit) {
        pool = new WorkPool("pool-test", "the disk", new WorkLimits(threads, share, hangsAfter, limit));
    }

    private CompletableFuture<String> hangs(Object owner) {
        return pool.share(owner).submit(() -> {
            hang.here();
            return "returned";
        });
    }

    private CompletableFuture<String> works(Object owner) {
        return pool.share(owner).submit(() -> "done");
    }

    private static <T> T get(CompletableFuture<T> outcome) throws Exception {
        return outcome.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    private static void assertTimedOut(CompletableFuture<String> outcome, String message) {
        assertThatThrownBy(() -> get(outcome))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(WorkHangsException.class)
                .cause()
                .hasMessage(message);
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("pool-test-"))
                .count();
    }

    @Test
    void anOwnerHasNoMoreThanItsShareOfTheThreads() throws Exception {
        pool(4, 2, NEVER, NEVER);
        List<CompletableFuture<String>> own = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            own.add(hangs("build"));
        }
        hang.awaitCaught(2, PATIENCE);

        assertThat(get(works("other build"))).isEqualTo("done");

        assertThat(threads()).isLessThanOrEqualTo(3);
        assertThat(own).noneMatch(CompletableFuture::isDone);
        hang.close();
        for (CompletableFuture<String> work : own) {
            assertThat(get(work)).isEqualTo("returned");
        }
    }

    @Test
    void withAShareOfOneItIsDoneInOrder() throws Exception {
        pool(4, 1, NEVER, NEVER);
        List<Integer> order = new CopyOnWriteArrayList<>();
        List<CompletableFuture<Boolean>> work = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            int number = i;
            work.add(pool.share("console").submit(() -> order.add(number)));
        }

        for (CompletableFuture<Boolean> done : work) {
            get(done);
        }

        assertThat(order).hasSize(1_000).isSorted();
    }

    @Test
    void aThreadThatHangsIsReplacedByAnother() throws Exception {
        pool(1, 1, SOON, NEVER);
        CompletableFuture<String> hung = hangs("build");

        assertThat(get(works("other build"))).isEqualTo("done");

        hang.close();
        assertThat(get(hung)).isEqualTo("returned");
    }

    @Test
    void workThatHangsTimesOutAndItsOwnerIsRefusedUntilItReturns() throws Exception {
        pool(1, 1, SOON, SOON);
        CompletableFuture<String> hung = hangs("build");
        hang.awaitCaught(1, PATIENCE);
        CompletableFuture<String> behind = works("build");

        assertTimedOut(hung, "the disk did not answer within 1 second");
        assertTimedOut(behind, "the disk did not answer within 1 second");
        assertTimedOut(works("build"), "the disk did not answer before and still hangs");
        assertThat(get(works("other build"))).isEqualTo("done");

        hang.close();
        Awaitility.await().atMost(PATIENCE).until(() -> !works("build").isCompletedExceptionally());
        assertThat(get(works("build"))).isEqualTo("done");
    }

    @Test
    void workThatTimesOutIsInterrupted() throws Exception {
        pool(1, 1, SOON, SOON);
        CountDownLatch interrupted = new CountDownLatch(1);
        CompletableFuture<String> work = pool.share("build").submit(() -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException expected) {
                interrupted.countDown();
            }
            return "too late";
        });

        assertTimedOut(work, "the disk did not answer within 1 second");
        assertThat(interrupted.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        // It has been interrupted, but has not returned yet.
        Awaitility.await().atMost(PATIENCE).until(() -> !works("build").isCompletedExceptionally());
        assertThat(get(pool.share("build").submit(() -> Thread.currentThread().isInterrupted())))
                .isFalse();
    }

    @Test
    void whenEvenTheSpareThreadsHangWaitingWorkTimesOutToo() throws Exception {
        pool(2, 1, SOON, Duration.ofMillis(500));
        List<CompletableFuture<String>> all = new ArrayList<>();
        for (int i = 0; i < 2 * WorkPool.MOST_HANGING; i++) {
            all.add(hangs("build " + i));
        }

        for (CompletableFuture<String> work : all) {
            assertTimedOut(work, "the disk did not answer within 1 second");
        }

        // One more thread times out the work that did not answer.
        assertThat(threads()).isLessThanOrEqualTo(2 + WorkPool.MOST_HANGING + 1);
    }

    @Test
    void threadsThatAreIdleAreUsedAgain() throws Exception {
        pool(200, 200, NEVER, NEVER);
        for (int i = 0; i < 200; i++) {
            get(works("build"));
        }

        // Not exactly one: a thread becomes idle a moment after its work is done.
        assertThat(threads()).isLessThan(20);
    }

    @Test
    void workThatFailsFailsOnlyItsFuture() throws Exception {
        pool(1, 1, NEVER, NEVER);
        CompletableFuture<String> broken = pool.share("build").submit(() -> {
            throw new NoClassDefFoundError("a filter of the console");
        });

        assertThatThrownBy(() -> get(broken)).hasCauseInstanceOf(NoClassDefFoundError.class);
        assertThat(get(works("build"))).isEqualTo("done");
    }

    @Test
    void whenItIsClosedFuturesStayIncomplete() throws Exception {
        pool(1, 1, SOON, SOON);
        CompletableFuture<String> waits = null;
        CompletableFuture<String> hung = hangs("build");
        hang.awaitCaught(1, PATIENCE);
        waits = works("build");

        pool.close();

        assertThat(works("build")).isNotDone();
        assertThat(waits).isNotDone();
        hang.close();
        assertThat(get(hung)).isEqualTo("returned");
        Awaitility.await().atMost(PATIENCE).until(pool::isTerminated);
    }
}
