// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotelog;

import firefoxsync.remotelog.LogGround.Linked;
import firefoxsync.remotelog.ProviderException.Kind;
import firefoxsync.sync.SqlReplay;
import firefoxsync.sync.StoreRefusal;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * Appends commits to a log: into the outbox, to the provider, into the store, in this order. A commit
 * whose fate is unknown stays in the outbox, and nothing follows it until its fate is known. One call
 * at a time for each log.
 */
final class Appender {
  /** People have to do something first, so there is no hurry. */
  static final Duration LONG = Duration.ofMinutes(30);

  private static final long NOTE_EVERY_MILLIS = Duration.ofMinutes(1).toMillis();

  private final LogGround ground;
  private final Provider provider;
  private final TokenRefusals refusals;

  /** The commit cannot be appended because the log is not what it was taken for. */
  static final class OutdatedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    OutdatedException() {
      super("the log went on elsewhere");
    }
  }

  /** The provider has another commit of this number. */
  static final class ForeignException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ForeignException() {
      super("another commit of this number");
    }
  }

  /** The provider takes shorter documents alone. */
  static final class ShorterException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ShorterException() {
      super("shorter documents are wanted");
    }
  }

  Appender(LogGround ground, Provider provider, TokenRefusals refusals) {
    this.ground = ground;
    this.provider = provider;
    this.refusals = refusals;
  }

  /** Appends a new commit, and returns the log with it. */
  Linked append(Linked linked, OutboxEntry entry) {
    var log = linked.log();
    boolean isKept = ground.decide(log.uid(), logs -> {
      var now = logs.find(log.uid());
      if (logs.pending(log.uid())
          .filter(kept -> kept.document().digest().equals(entry.document().digest()))
          .isPresent()) {
        return true;
      }
      boolean isNext = now.isPresent()
          && now.get().number() == log.number()
          && now.get().storeId().equals(log.storeId())
          && now.get().isOurs()
          && logs.pending(log.uid()).isEmpty()
          && (entry.isApplied() || logs.unsent(log.uid()).sets() == 0);
      if (isNext) {
        logs.addPending(log.uid(), entry);
      }
      return isNext;
    });
    if (!isKept) {
      throw new OutdatedException();
    }
    return publish(linked, entry, true);
  }

  /**
   * Makes sure that the next number is free because nobody had it yet.
   *
   * @throws ForeignException when the log went further than is known here
   */
  void requireNewest(Linked linked) {
    try {
      if (Follower.isOvertaken(provider, linked.log())) {
        throw new ForeignException();
      }
    } catch (ProviderException e) {
      throw refusal(linked, e);
    }
  }

  /** Appends the commit that an earlier attempt left in the outbox, if there is one. */
  Linked finish(Linked linked) {
    var pending =
        ground.database().read(tx -> new LogStore(tx).pending(linked.log().uid()));
    return pending.isPresent() ? publish(linked, pending.get(), false) : linked;
  }

  private Linked publish(Linked linked, OutboxEntry entry, boolean isFresh) {
    var log = linked.log();
    var publisher = new Publisher(
        provider, log.paths(), ground.limits(), linked.link().traits().isAtomic());
    var digests = ground.database().read(tx -> new LogStore(tx).parts(log.uid(), entry.number()));
    try {
      var outcome = publisher.publish(
          entry.number(), entry.document(), digests, digest -> part(log, entry.number(), digest));
      if (outcome == Publisher.Outcome.FOREIGN) {
        throw new ForeignException();
      }
    } catch (ProviderException e) {
      boolean isKnown = isFresh && !publisher.isInDoubt();
      throw refusal(linked, entry, e, isKnown);
    }
    return apply(noted(linked), entry);
  }

  private LogDocument part(StoreLog log, long number, String digest) {
    return ground
        .database()
        .read(tx -> new LogStore(tx).part(log.uid(), number, digest))
        .orElseThrow(() -> new LogException(LogException.Kind.MISSING, "a part is gone"));
  }

  /** Notes what the failure tells, and returns what callers are told. */
  private RuntimeException refusal(
      Linked linked, OutboxEntry entry, ProviderException e, boolean isKnown) {
    if (e.kind() == Kind.TOO_LARGE) {
      // What the provider never takes cannot be there, however often it was sent.
      return shorter(linked, entry, e);
    }
    if (isKnown && !e.leavesDoubt()) {
      drop(linked, entry);
    }
    return refusal(linked, e);
  }

  private RuntimeException refusal(Linked linked, ProviderException e) {
    var link = linked.link();
    var reason = String.valueOf(e.getMessage());
    return switch (e.kind()) {
      case FULL -> {
        ground.note(link.in(ProviderLink.State.FULL));
        yield StoreRefusal.full(reason);
      }
      case REFUSED -> {
        ground.note(link.in(ProviderLink.State.REFUSED));
        refusals.add(linked);
        yield StoreRefusal.unavailable(reason, LONG);
      }
      case CROWDED -> StoreRefusal.crowded(reason, provider.gate().failed(e));
      case UNREACHABLE, ODD, TOO_LARGE ->
        StoreRefusal.unavailable(reason, provider.gate().failed(e));
    };
  }

  private RuntimeException shorter(Linked linked, OutboxEntry entry, ProviderException e) {
    var link = linked.link().shorter();
    drop(linked, entry);
    ground.note(link);
    return link.state() == ProviderLink.State.UNUSABLE
        ? StoreRefusal.unavailable(String.valueOf(e.getMessage()), LONG)
        : new ShorterException();
  }

  /** Forgets a commit that is nowhere but here. */
  void drop(Linked linked, OutboxEntry entry) {
    ground.change(linked.log().uid(), logs -> logs.drop(linked.log().uid(), entry.number()));
  }

  /** Notes that the provider does well, now and then. */
  private Linked noted(Linked linked) {
    var link = linked.link();
    long now = ground.clock().millis();
    if (link.state() == ProviderLink.State.ACTIVE
        && Math.abs(now - link.checkedAt().orElse(0)) < NOTE_EVERY_MILLIS) {
      return linked;
    }
    var active = new ProviderLink(
        link.person(),
        link.address(),
        link.secret(),
        link.mode(),
        ProviderLink.State.ACTIVE,
        link.traits(),
        link.linkedAt(),
        OptionalLong.of(now));
    ground.note(active);
    return linked.with(active);
  }

  /** Brings a commit that the provider has into the store. */
  private Linked apply(Linked linked, OutboxEntry entry) {
    StoreLog after = ground.store().replay(linked.log().uid(), replay -> {
      var logs = new LogStore(replay.transaction());
      var log = logs.find(linked.log().uid())
          .filter(now -> now.number() + 1 == entry.number())
          .filter(now -> now.storeId().equals(linked.log().storeId()))
          .orElseThrow(OutdatedException::new);
      var text = apply(linked.link().secret().codec(), replay, log, entry);
      logs.markCommitted(log.uid(), entry.number());
      var state = text.head().type() == CommitHead.Type.OPEN ? StoreLog.State.FILLING : log.state();
      var next = log.at(entry.number(), entry.document().digest()).in(state);
      logs.save(next);
      return next;
    });
    return linked.with(after);
  }

  /** Does what a commit says, unless that was done before it became one. */
  static CommitText apply(DocumentCodec codec, SqlReplay replay, StoreLog log, OutboxEntry entry) {
    var logs = new LogStore(replay.transaction());
    var text = CommitText.parse(codec, entry.document());
    if (entry.isApplied()) {
      logs.dropUnsent(log.uid(), entry.unsentTo());
      return text;
    }
    if (!replay.isRetired()) {
      var lines = text.lines(codec, digest -> logs.part(log.uid(), entry.number(), digest)
          .orElseThrow(() -> new LogException(LogException.Kind.MISSING, "a part is gone")));
      new ChangeReader(replay::begin, replay::keep).read(lines);
      entry.batches().forEach(replay::dropBatch);
    }
    return text;
  }
}
