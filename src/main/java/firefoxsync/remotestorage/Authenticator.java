// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotestorage;

import firefoxsync.database.Transaction;
import firefoxsync.http.RequestHead;
import firefoxsync.people.Person;
import java.util.List;

/**
 * Knows one kind of credential. It asks anew for every request, so that what was revoked fails at
 * once, and runs on a worker.
 */
public interface Authenticator {
  /** Recognises the credential of a request. No snapshot is held meanwhile, so it may ask elsewhere. */
  Claim recognise(RequestHead head);

  /** A credential, which is worth what the snapshot says that the documents are read from. */
  @FunctionalInterface
  interface Claim {
    /** Judges the credential as of the snapshot; safe to repeat. */
    Verdict judge(Transaction snapshot);
  }

  /** What a credential is worth; a claim that no snapshot can change. */
  sealed interface Verdict extends Claim permits Access, NotMine, Invalid {
    @Override
    default Verdict judge(Transaction snapshot) {
      return this;
    }
  }

  /**
   * The credential is good.
   *
   * @param person whose documents it opens
   * @param client who uses it, for the log: an application's origin, or a label
   * @param onUse notes that it was used, once no snapshot is held any more
   */
  record Access(Person person, AccessScope scope, String client, Runnable onUse)
      implements Verdict {
    /** Makes one whose use nobody notes. */
    public Access(Person person, AccessScope scope, String client) {
      this(person, scope, client, () -> {});
    }
  }

  /** No credential at all, or one of another kind: let the next one look. */
  record NotMine() implements Verdict {}

  /**
   * A credential of this kind that is unknown, expired or revoked.
   *
   * @param reason for the log alone
   */
  record Invalid(String reason) implements Verdict {}

  /**
   * Asks several, until one recognises the credential.
   *
   * @param each in the order in which they are asked
   */
  record InOrder(List<Authenticator> each) implements Authenticator {
    /** Keeps a copy of the list. */
    public InOrder {
      each = List.copyOf(each);
    }

    @Override
    public Claim recognise(RequestHead head) {
      for (var authenticator : each) {
        var claim = authenticator.recognise(head);
        if (!(claim instanceof NotMine)) {
          return claim;
        }
      }
      return new NotMine();
    }
  }
}
