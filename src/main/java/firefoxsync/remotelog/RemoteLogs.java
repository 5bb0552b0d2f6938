// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotelog;

import firefoxsync.crypto.MasterSecret;
import firefoxsync.crypto.Seal;
import firefoxsync.crypto.Secrets;
import firefoxsync.database.Database;
import firefoxsync.http.outgoing.OutgoingHttp;
import firefoxsync.metrics.Measured;
import firefoxsync.people.Belongings;
import firefoxsync.people.CarriedTable;
import firefoxsync.people.Person;
import firefoxsync.remotelog.LogGround.Linked;
import firefoxsync.sync.BsoStore;
import firefoxsync.sync.SqlBsoStore;
import firefoxsync.sync.StoreRefusal;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sync data that live in people's own storages: links are made and ended here, and logs are kept in
 * order. Safe for concurrent use.
 */
public final class RemoteLogs implements Belongings, AutoCloseable {
  /** How much may be under way at all providers, and at one. */
  public static final OutgoingHttp.Capacity CAPACITY =
      new OutgoingHttp.Capacity(64, ProviderGate.LANES_MAX + ProviderGate.PARTS_MAX);

  private static final Logger LOG = LoggerFactory.getLogger(RemoteLogs.class);

  private final LogGround ground;
  private final OutgoingHttp http;
  private final Lanes lanes;
  private final LogWriter writer;
  private final Follower follower;
  private final RemoteBsoStore store;
  private final AccountKeeper accounts;
  private final Mover mover;
  private final LogCare care;
  private final RemoteLinks links;

  /** What the database offers. */
  public record Local(Database database, SqlBsoStore store, Clock clock, Secrets secrets) {}

  /**
   * What goes with a person.
   *
   * @param master seals tokens, keys and accounts
   * @param tables the rows that are her account
   * @param stores knows which store she uses
   */
  public record Baggage(
      MasterSecret master, List<CarriedTable> tables, RemoteLinks.CurrentStores stores) {}

  /** Takes what there is, and the client that asks providers, which is closed with this. */
  public RemoteLogs(Local local, Baggage baggage, OutgoingHttp http) {
    this(local, baggage, http, RemoteLogLimits.STANDARD);
  }

  RemoteLogs(Local local, Baggage baggage, OutgoingHttp http, RemoteLogLimits limits) {
    var seal = new Seal(baggage.master(), MasterSecret.Use.PROVIDER, local.secrets());
    ground = new LogGround(
        local.database(), local.store(), local.clock(), local.secrets(), seal, limits);
    this.http = http;
    lanes = new Lanes(ground, http, this::write);
    follower = new Follower(ground, lanes::provider);
    var reserve = new Reserve(ground, lanes::provider);
    writer = new LogWriter(ground, lanes::provider, follower, reserve);
    var checkpoints = new Checkpoints(ground, lanes::provider);
    accounts = new AccountKeeper(
        ground,
        new Seal(baggage.master(), MasterSecret.Use.ACCOUNT_RECORD, local.secrets()),
        baggage.tables());
    mover = new Mover(ground, lanes::provider, checkpoints);
    care = new LogCare(
        ground, lanes, writer, follower, new LogCare.Parts(checkpoints, accounts, reserve));
    store = new RemoteBsoStore(ground, lanes, new BehindWriter(ground, care::tidySoon));
    links = new RemoteLinks(ground, lanes, this, baggage.stores(), accounts);
  }

  /** Returns the store of everybody's Sync data, linked or not. */
  public BsoStore store() {
    return store;
  }

  /** Returns where links are made and ended. */
  public RemoteLinks links() {
    return links;
  }

  /** Returns the numbers about storages elsewhere. */
  public Measured measures() {
    return new ProviderMeasures(ground, lanes);
  }

  /**
   * Has a store kept at the provider from now on, if its person is linked; what is in it already
   * goes up in the background. Does nothing for a store that is kept there, or of nobody linked.
   */
  public void opened(Person person, long uid, LogKeys keys) {
    if (ground.link(person).isEmpty()
        || ground.linked(uid).filter(known -> keys.equals(known.log().keys())).isPresent()) {
      return;
    }
    ground.change(uid, logs -> {
      var log = logs.find(uid)
          .orElseGet(
              () -> StoreLog.fresh(person, uid, ground.newStoreId(), keys).by(ground.newWriter()));
      logs.save(log.encryptedWith(keys));
    });
    ground.linked(uid).ifPresent(care::tidySoon);
  }

  /** Nothing beyond what the store itself counts. */
  @Override
  public long usedBytes(Person person) {
    return 0;
  }

  /** Forgets the link. What is at the provider stays: it is the person's own storage. */
  @Override
  public void erase(Person person) {
    // The logs first: a link without one begins another and fills it, but a log that outlived its
    // link would lack what was written meanwhile, and be taken for whole.
    ground.database().read(tx -> new LogStore(tx).of(person)).forEach(log -> forget(log.uid()));
    ground.database().write(tx -> {
      new LinkStore(tx, ground.seal()).delete(person);
      return true;
    });
  }

  /** Forgets a log. */
  void forget(long uid) {
    ground.change(uid, logs -> logs.delete(uid));
  }

  private void write(Lanes.RunningLane running) {
    writer.write(running.uid(), running.lane().group());
    ground.linked(running.uid()).ifPresent(care::checkpointIfDue);
  }

  /** Looks after some logs; true when there are more. */
  public boolean upkeep() {
    return care.upkeep();
  }

  /** Ends a log, if the provider lets us. Nothing else may be under way. */
  void end(Linked linked) {
    if (linked.log().number() == 0) {
      return;
    }
    try {
      writer.end(linked);
    } catch (RuntimeException e) {
      LOG.debug("the log of uid {} ends unsaid: {}", linked.log().uid(), e.toString());
    }
  }

  /** Brings a store to another provider. Nothing else may be under way. */
  void move(Linked old, ProviderLink link) {
    var from = old;
    try {
      from = writer.ready(old);
    } catch (Appender.ForeignException | StoreRefusal e) {
      LOG.info("the old provider of uid {} is left as it is: {}", old.log().uid(), e.getMessage());
    }
    var moved = mover.move(ground.linked(from.log().uid()).orElse(from), link);
    accounts.keep(moved, lanes.provider(link));
    mover.end(from);
  }

  /** Makes this server the one that writes the log. Nothing else may be under way. */
  void takeOver(long uid) {
    var linked = ground.linked(uid).orElseThrow(Appender.OutdatedException::new);
    if (linked.log().state() == StoreLog.State.FORKED) {
      // What is here goes into a store of its own; the other one stays as it is.
      mover.move(linked, linked.link());
      return;
    }
    var followed = follower.follow(uid);
    ground.change(
        uid, logs -> logs.save(followed.log().in(StoreLog.State.NEW).by(ground.newWriter())));
    ground.linked(uid).ifPresent(writer::ready);
  }

  /** Brings a store back from the provider, in the place of whatever is here. */
  void rebuild(Linked linked) {
    new Rebuild(ground, lanes.provider(linked.link())).run(linked);
  }

  /** Has the work done in the log's turn. */
  void run(Linked linked, Runnable work) {
    lanes.run(linked, work);
  }

  LogCare care() {
    return care;
  }

  LogGround ground() {
    return ground;
  }

  @Override
  public void close() {
    care.close();
    lanes.close();
    http.close();
  }
}
