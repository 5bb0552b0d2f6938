// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotestorage;

import firefoxsync.database.Database;
import firefoxsync.database.Transaction;
import firefoxsync.hawk.HawkException;
import firefoxsync.hawk.SignedBody;
import firefoxsync.http.Filter;
import firefoxsync.http.Request;
import firefoxsync.http.RequestHead;
import firefoxsync.people.Person;
import firefoxsync.people.UserName;
import firefoxsync.people.UserNames;
import firefoxsync.remotestorage.Authenticator.Access;
import firefoxsync.remotestorage.Authenticator.Claim;
import firefoxsync.remotestorage.Authenticator.Invalid;
import firefoxsync.remotestorage.Authenticator.NotMine;
import firefoxsync.remotestorage.Authenticator.Verdict;
import java.util.Optional;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets in whose credential reaches the path, and anybody who reads a public document. Whether there is
 * anything at the path is not looked at: refusals are the same for full folders and empty ones, and
 * for people and for names that nobody has.
 */
public final class StorageAuth implements Filter {
  private static final Logger LOG = LoggerFactory.getLogger(StorageAuth.class);
  private static final byte[] NO_BODY = {};

  private final Database database;
  private final Authenticator authenticator;
  private final PublicReads publicReads;

  /**
   * A request as its head tells it.
   *
   * @param user as the path names her
   */
  private record Visit(RequestHead head, Optional<UserName> user, DocumentPath path) {
    boolean isRead() {
      return head.method().equals("GET") || head.method().equals("HEAD");
    }

    /** Tells whether a stranger may do the same. */
    boolean isOpen() {
      return isRead() && path.isPublic() && !path.isFolder();
    }

    AccessMode needed() {
      return isRead() ? AccessMode.READ : AccessMode.READ_WRITE;
    }
  }

  /** What is to be noted of a credential that was good, whatever became of the request. */
  private static final class Use {
    private Runnable note = () -> {};
  }

  /** Takes where people are known, and who knows credentials. */
  StorageAuth(Database database, Authenticator authenticator, PublicReads publicReads) {
    this.database = database;
    this.authenticator = authenticator;
    this.publicReads = publicReads;
  }

  /** Returns what a request that was let in is about. */
  static StorageTarget target(RequestHead head) {
    return head.attached(StorageTarget.class).orElseThrow();
  }

  /** Lets in whoever writes; her body comes later. */
  @Override
  public void admit(RequestHead head) {
    head.attach(StorageTarget.class, onSnapshot(head, (target, snapshot) -> target));
  }

  @Override
  public void check(Request request) {
    signed(request.head()).ifPresent(body -> checkEnd(request.head(), body, request.body()));
  }

  /** Runs the work for whoever may read, on the very snapshot that says that she may. */
  <T> T read(RequestHead head, BiFunction<StorageTarget, Transaction, T> work) {
    return onSnapshot(head, (target, snapshot) -> {
      signed(head).ifPresent(body -> checkEnd(head, body, NO_BODY));
      return work.apply(target, snapshot);
    });
  }

  /** Returns what the body must be, where its sender has signed it. */
  static Optional<SignedBody> signed(RequestHead head) {
    return head.attached(SignedBody.class);
  }

  /** Refuses a body that ends otherwise than its sender has signed. */
  static void checkEnd(RequestHead head, SignedBody body, byte[] rest) {
    try {
      body.end(rest);
    } catch (HawkException e) {
      throw refused(head, String.valueOf(e.getMessage()));
    }
  }

  private <T> T onSnapshot(RequestHead head, BiFunction<StorageTarget, Transaction, T> work) {
    var visit = new Visit(
        head, UserName.parse(head.pathValue("user")), DocumentPath.parse(head.pathValue("path")));
    // Of strangers nothing is asked but what they want to read.
    Claim claim = visit.isOpen() && head.header("Authorization").isEmpty()
        ? new NotMine()
        : authenticator.recognise(head);
    var use = new Use();
    try {
      return database.read(snapshot -> {
        var verdict = claim.judge(snapshot);
        if (verdict instanceof Access access) {
          use.note = access.onUse();
        }
        return work.apply(admit(visit, verdict, snapshot), snapshot);
      });
    } finally {
      use.note.run();
    }
  }

  /** Tells what the request is about, or refuses it. */
  private StorageTarget admit(Visit visit, Verdict verdict, Transaction snapshot) {
    var owner = visit.user().flatMap(name -> UserNames.find(snapshot, name));
    return visit.isOpen()
        ? admitToPublic(visit, owner, verdict)
        : admitToAll(visit, owner, verdict);
  }

  /** A credential that is no good does no harm here; one that is good is not counted as a stranger. */
  private StorageTarget admitToPublic(Visit visit, Optional<Person> owner, Verdict verdict) {
    boolean isKnown = verdict instanceof Access access
        && owner.isPresent()
        && reaches(access, owner.get(), visit);
    var address = visit.head().clientAddress();
    if (!isKnown) {
      publicReads.read(address);
    }
    if (owner.isEmpty()) {
      publicReads.missed(address);
      throw RemoteStorageError.NOT_FOUND.exception("nobody has the name");
    }
    return new StorageTarget(owner.get(), visit.path(), !isKnown);
  }

  private static StorageTarget admitToAll(Visit visit, Optional<Person> owner, Verdict verdict) {
    if (verdict instanceof Invalid invalid) {
      throw refused(visit.head(), invalid.reason());
    }
    if (!(verdict instanceof Access access)) {
      throw RemoteStorageError.NO_CREDENTIAL.exception("no credential that anybody knows");
    }
    if (owner.isEmpty() || !reaches(access, owner.get(), visit)) {
      throw RemoteStorageError.INSUFFICIENT_SCOPE.exception(
          access.client() + " has " + access.scope().wireForm());
    }
    return new StorageTarget(owner.get(), visit.path(), false);
  }

  private static boolean reaches(Access access, Person owner, Visit visit) {
    return access.person().equals(owner) && access.scope().allows(visit.needed(), visit.path());
  }

  private static RemoteStorageException refused(RequestHead head, String reason) {
    LOG.warn("refused documents from {}: {}", head.clientAddress(), reason);
    return RemoteStorageError.INVALID_CREDENTIAL.exception(reason);
  }
}
