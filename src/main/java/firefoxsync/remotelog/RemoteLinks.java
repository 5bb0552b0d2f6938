// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotelog;

import firefoxsync.people.Person;
import firefoxsync.remotelog.LogGround.Linked;
import firefoxsync.sync.ChangeSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where people's Sync data live: links are made, changed and ended here. Every method may ask the
 * provider, and throws {@link ProviderException} when that fails; then nothing has changed.
 */
public final class RemoteLinks {
  private static final Logger LOG = LoggerFactory.getLogger(RemoteLinks.class);

  private final LogGround ground;
  private final Lanes lanes;
  private final RemoteLogs logs;
  private final CurrentStores stores;
  private final AccountKeeper accounts;

  /** The store that a person uses now. */
  public record CurrentStore(long uid, LogKeys keys) {}

  /** Knows which store a person uses. */
  @FunctionalInterface
  public interface CurrentStores {
    /** Returns the person's store; empty before her first sync. */
    Optional<CurrentStore> of(Person person);
  }

  /**
   * How it stands with a link.
   *
   * @param state of the log: {@code NEW}, {@code FILLING}, {@code OPEN}, {@code TAKEN} by another
   *     server, {@code FORKED}, or {@code NONE} before the first sync
   * @param commit the number of the last commit
   * @param checkpoint the number of the last checkpoint; 0 before the first
   * @param waiting change sets that the provider lacks
   * @param waitingSince since when, in milliseconds; 0 when it lacks none
   * @param isPending whether nobody knows yet what became of a commit, or the account is not there yet
   * @param percentSent how much of what was here before has gone up; nothing while nothing goes up, or
   *     another process brings it there
   * @param emptiedAt when everything was found gone there, in milliseconds, until the person has said
   *     whether she meant it; else 0
   */
  public record Status(
      ProviderLink link,
      String state,
      long commit,
      long checkpoint,
      long waiting,
      long waitingSince,
      boolean isPending,
      OptionalInt percentSent,
      long emptiedAt) {}

  RemoteLinks(
      LogGround ground,
      Lanes lanes,
      RemoteLogs logs,
      CurrentStores stores,
      AccountKeeper accounts) {
    this.ground = ground;
    this.lanes = lanes;
    this.logs = logs;
    this.stores = stores;
    this.accounts = accounts;
  }

  /** Returns a person's link. */
  public Optional<ProviderLink> find(Person person) {
    return ground.link(person);
  }

  /** Returns every link. */
  public List<ProviderLink> all() {
    return ground.database().read(tx -> new LinkStore(tx, ground.seal()).all());
  }

  /** Returns a provider, to be tried before it is linked. */
  public Provider provider(ProviderLink.Address address, ProviderLink.Secret secret) {
    return new Provider(lanes.gate(address), address, Opener.of(secret.token()));
  }

  /** Returns a link that was not tried yet; {@link #link} makes it. */
  public ProviderLink draft(
      Person person,
      ProviderLink.Address address,
      ProviderLink.Secret secret,
      ProviderLink.Mode mode) {
    return new ProviderLink(
        person,
        address,
        secret,
        mode,
        ProviderLink.State.ACTIVE,
        ProviderLink.Traits.GOOD,
        ground.clock().millis(),
        OptionalLong.empty());
  }

  /**
   * Has the person's data kept there from now on; what is here goes up in the background. For a
   * person without a link, or to the same storage with another token or mode.
   */
  public void link(ProviderLink link) {
    var before = ground.link(link.person());
    if (before.isPresent()
        && !before.get().address().root().equals(link.address().root())) {
      throw new IllegalStateException("linked elsewhere: move, or unlink first");
    }
    ground.database().write(tx -> {
      new LinkStore(tx, ground.seal()).save(link);
      return true;
    });
    stores
        .of(link.person())
        .ifPresent(store -> logs.opened(link.person(), store.uid(), store.keys()));
  }

  /** Has the person's data kept here alone again. What is at the provider stays, and is ended. */
  public void unlink(Person person) {
    for (var linked : linked(person)) {
      lanes.runAndWait(linked, () -> {
        ground.linked(linked.log().uid()).ifPresent(logs::end);
        logs.forget(linked.log().uid());
      });
    }
    logs.erase(person);
  }

  /**
   * Has the person's data kept at another provider: they are brought there whole and read back, and
   * only then is the old log ended. The old provider need not answer any more.
   */
  public void move(ProviderLink link) {
    var moved = linked(link.person());
    if (moved.isEmpty()) {
      logs.erase(link.person());
      link(link);
      return;
    }
    for (var linked : moved) {
      lanes.runAndWait(
          linked, () -> ground.linked(linked.log().uid()).ifPresent(old -> logs.move(old, link)));
    }
  }

  /** Goes on writing a log that another server has taken over, or that nobody understands. */
  public void takeOver(Person person) {
    for (var linked : linked(person)) {
      lanes.runAndWait(linked, () -> logs.takeOver(linked.log().uid()));
    }
  }

  /**
   * Takes the person's word on why her storage was found empty. It has been filled again meanwhile.
   *
   * @param isMeant whether her data shall go here, too
   */
  public void settleEmptied(Person person, boolean isMeant) {
    for (var linked : linked(person)) {
      long uid = linked.log().uid();
      boolean isAsked = ground.database().read(tx -> new LogStore(tx).emptiedAt(uid) > 0);
      if (isAsked && isMeant) {
        logs.store()
            .write(
                uid,
                data ->
                    new ChangeSet(data.nextTimestamp(), List.of(new ChangeSet.WipeAll()), null));
      }
      ground.change(uid, logs -> logs.saveEmptied(uid, 0));
    }
  }

  /** Tells how it stands with a person's link; empty when she has none. */
  public Optional<Status> status(Person person) {
    var withoutAccount = linked(person).stream()
        .filter(linked -> linked.log().isOurs() && accounts.isDue(linked))
        .map(linked -> linked.log().uid())
        .collect(Collectors.toUnmodifiableSet());
    return ground.link(person).map(link -> ground.database().read(tx -> {
      var store = new LogStore(tx);
      return store.of(person).stream()
          .max(Comparator.comparingLong(StoreLog::number))
          .map(log -> {
            var unsent = store.unsent(log.uid());
            return new Status(
                link,
                log.state().name(),
                log.number(),
                log.checkpoint(),
                unsent.sets(),
                unsent.oldest(),
                store.pending(log.uid()).isPresent() || withoutAccount.contains(log.uid()),
                logs.care().percentSent(log.uid()),
                store.emptiedAt(log.uid()));
          })
          .orElse(new Status(link, "NONE", 0, 0, 0, 0, false, OptionalInt.empty(), 0));
    }));
  }

  /**
   * Brings a person and her data back from her storage alone, onto a server that has its master
   * secret and nothing else of her.
   *
   * @return who she is; empty when nothing there can be opened with the master secret
   */
  public Optional<Person> restore(
      ProviderLink.Address address, ProviderLink.Secret secret, ProviderLink.Mode mode) {
    var provider = provider(address, secret);
    var found = provider.list(StorePaths.STORES).stream()
        .filter(name -> name.endsWith("/"))
        .map(name -> name.substring(0, name.length() - 1))
        .filter(StorePaths::isStoreId)
        .map(StorePaths::new)
        .flatMap(paths -> accounts.find(paths, provider).map(a -> new Found(paths, a)).stream())
        // A later key set has a later time in front.
        .max(Comparator.comparing((Found f) -> f.account().keys().keyId())
            .thenComparingLong(f -> f.account().keys().generation()));
    found.ifPresent(store -> restore(store, address, secret.token(), mode));
    return found.map(store -> store.account().person());
  }

  private record Found(StorePaths paths, AccountRecord account) {}

  private void restore(
      Found found, ProviderLink.Address address, String token, ProviderLink.Mode mode) {
    var account = found.account();
    var link =
        draft(account.person(), address, new ProviderLink.Secret(token, account.keyHex()), mode);
    var log = StoreLog.fresh(
            account.person(), account.uid(), found.paths().storeId(), account.keys())
        .by(ground.newWriter());
    requireNobody(account);
    logs.rebuild(new Linked(log, link));
    // Last: before, nobody can sign in and find half of her data.
    ground.database().write(tx -> {
      requireWritten(account.write(tx, accounts.tables()));
      new LinkStore(tx, ground.seal()).save(link);
      return true;
    });
    LOG.info("the data of uid {} are back from the provider", account.uid());
    ground.linked(account.uid()).ifPresent(logs.care()::tidySoon);
  }

  /** Refuses to touch what is here of her already, or of another who has her address or uid. */
  private void requireNobody(AccountRecord account) {
    boolean hasData =
        !ground.store().read(account.uid(), data -> data.timestamps()).isEmpty();
    requireWritten(!hasData);
    try {
      ground.database().write(tx -> {
        requireWritten(account.write(tx, accounts.tables()));
        throw new RehearsalException();
      });
    } catch (RehearsalException e) {
      LOG.debug("there is room for uid {}", account.uid());
    }
  }

  private static void requireWritten(boolean isWritten) {
    if (!isWritten) {
      throw new IllegalStateException("the person, her address or her uid is here already");
    }
  }

  /** Nothing of it is to be kept. */
  private static final class RehearsalException extends RuntimeException {
    private static final long serialVersionUID = 1;

    RehearsalException() {
      super("a rehearsal", null, false, false);
    }
  }

  private List<Linked> linked(Person person) {
    return ground.database().read(tx -> new LogStore(tx).of(person)).stream()
        .flatMap(log -> ground.linked(log.uid()).stream())
        .toList();
  }
}
