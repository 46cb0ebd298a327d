package io.crealia.platform.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.contracts.TenantId;
import io.crealia.platform.idempotency.IdempotencyStore.Answer;
import io.crealia.platform.idempotency.IdempotencyStore.Claim;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** What every {@link IdempotencyStore} keeps. */
abstract class IdempotencyStoreContract {
    private static final TenantId ACME = new TenantId("acme");
    private static final TenantId RIVAL = new TenantId("rival");
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant UNTIL = NOW.plusSeconds(60);
    private static final Answer ANSWER = new Answer(201,
            Map.of("Location", "/v1/x", "Content-Type", "application/json"),
            new byte[]{0, -1, 65});

    /** An empty store. */
    abstract IdempotencyStore store();

    private static Claim claim(IdempotencyStore store, TenantId tenant, String key, String hash, Instant now) {
        return store.claim(tenant, key, hash, now, now.plusSeconds(60));
    }

    @Test
    void claim_newKey_isFreshOnce() {
        var store = store();

        assertThat(claim(store, ACME, "k", "h", NOW)).isEqualTo(new Claim.Fresh());
        assertThat(claim(store, ACME, "k", "h", NOW)).isEqualTo(new Claim.InFlight());
    }

    @Test
    void claim_answered_isReplayedUnchanged() {
        var store = store();
        claim(store, ACME, "k", "h", NOW);
        store.complete(ACME, "anna", "k", "h", ANSWER);

        var replay = (Claim.Replay) claim(store, ACME, "k", "h", NOW.plusSeconds(100_000));

        assertThat(replay.answer().status()).isEqualTo(201);
        assertThat(replay.answer().headers()).isEqualTo(ANSWER.headers());
        assertThat(replay.answer().body()).isEqualTo(ANSWER.body());
    }

    @Test
    void claim_otherRequest_isMismatchBeforeAndAfterTheAnswer() {
        var store = store();
        claim(store, ACME, "k", "h", NOW);

        assertThat(claim(store, ACME, "k", "other", NOW)).isEqualTo(new Claim.Mismatch());
        store.complete(ACME, "anna", "k", "h", ANSWER);
        assertThat(claim(store, ACME, "k", "other", NOW)).isEqualTo(new Claim.Mismatch());
    }

    @Test
    void claim_otherTenant_isItsOwn() {
        var store = store();
        claim(store, ACME, "k", "h", NOW);
        store.complete(ACME, "anna", "k", "h", ANSWER);

        assertThat(claim(store, RIVAL, "k", "h", NOW)).isEqualTo(new Claim.Fresh());
    }

    /** Tenants cannot hold a space, keys can: no two pairs of them may meet. */
    @Test
    void claim_keyThatLooksLikeATenantAndAKey_isItsOwn() {
        var store = store();
        claim(store, ACME, "b k", "h", NOW);

        assertThat(claim(store, new TenantId("acme"), "k", "h", NOW)).isEqualTo(new Claim.Fresh());
        assertThat(claim(store, new TenantId("b"), "k", "h", NOW)).isEqualTo(new Claim.Fresh());
    }

    @Test
    void claim_abandoned_isFreshOnceItsTimeIsOver() {
        var store = store();
        claim(store, ACME, "k", "h", NOW);

        assertThat(claim(store, ACME, "k", "h", UNTIL.minusMillis(1))).isEqualTo(new Claim.InFlight());
        assertThat(claim(store, ACME, "k", "h", UNTIL)).isEqualTo(new Claim.Fresh());
        assertThat(claim(store, ACME, "k", "h", UNTIL)).isEqualTo(new Claim.InFlight());
    }

    @Test
    void release_ownClaim_isFreshAgain() {
        var store = store();
        claim(store, ACME, "k", "h", NOW);
        store.release(ACME, "k", "h");

        assertThat(claim(store, ACME, "k", "another", NOW)).isEqualTo(new Claim.Fresh());
    }

    @Test
    void release_answeredOrAnothersRequest_changesNothing() {
        var store = store();
        claim(store, ACME, "k", "h", NOW);
        store.release(ACME, "k", "other");
        assertThat(claim(store, ACME, "k", "h", NOW)).isEqualTo(new Claim.InFlight());

        store.complete(ACME, "anna", "k", "h", ANSWER);
        store.release(ACME, "k", "h");
        assertThat(claim(store, ACME, "k", "h", NOW)).isInstanceOf(Claim.Replay.class);
    }

    @Test
    void complete_secondAnswer_isNotKept() {
        var store = store();
        claim(store, ACME, "k", "h", NOW);
        store.complete(ACME, "anna", "k", "h", ANSWER);
        store.complete(ACME, "anna", "k", "h", new Answer(500, Map.of(), new byte[0]));

        assertThat(((Claim.Replay) claim(store, ACME, "k", "h", NOW)).answer().status()).isEqualTo(201);
    }

    @Test
    void claim_manyAtOnce_oneIsFresh() throws Exception {
        var store = store();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            int fresh = 0;
            for (var claim : threads.invokeAll(
                    Collections.<Callable<Claim>>nCopies(16, () -> claim(store, ACME, "k", "h", NOW)))) {
                fresh += claim.get() instanceof Claim.Fresh ? 1 : 0;
            }
            assertThat(fresh).isEqualTo(1);
        }
    }

    @Test
    void claim_manyTakeOverAtOnce_oneIsFresh() throws Exception {
        var store = store();
        claim(store, ACME, "k", "h", NOW);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            int fresh = 0;
            for (var claim : threads.invokeAll(
                    Collections.<Callable<Claim>>nCopies(16, () -> claim(store, ACME, "k", "h", UNTIL)))) {
                fresh += claim.get() instanceof Claim.Fresh ? 1 : 0;
            }
            assertThat(fresh).isEqualTo(1);
        }
    }
}
