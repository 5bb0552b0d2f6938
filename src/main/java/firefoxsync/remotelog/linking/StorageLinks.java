// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotelog.linking;

import firefoxsync.crypto.Secrets;
import firefoxsync.people.Person;
import firefoxsync.remotelog.ProviderLink;
import firefoxsync.remotelog.ProviderLink.Mode;
import firefoxsync.remotelog.RemoteLinks;
import firefoxsync.remotelog.Trial;
import java.net.URI;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Links people's storages: finds them, tries them, and has the log kept there. Safe for concurrent
 * use; a few storages at a time are asked, and one more is refused.
 */
public final class StorageLinks {
  /** The only folder that is asked for. */
  static final String MODULE = "fxsync";

  private static final int ASKED_AT_ONCE_MAX = 4;
  private static final int KEY_BYTES = 32;

  private final RemoteLinks links;
  private final Discovery discovery;
  private final Secrets secrets;
  private final String origin;
  private final Semaphore asked = new Semaphore(ASKED_AT_ONCE_MAX);

  /**
   * What the person wishes.
   *
   * @param isEncrypted whether documents are encrypted once more, so that only this server reads them
   */
  public record Wish(Mode mode, boolean isEncrypted) {}

  /**
   * Takes where links are kept and storages are found.
   *
   * @param origin of this server's pages, which every request names
   */
  public StorageLinks(RemoteLinks links, Discovery discovery, Secrets secrets, String origin) {
    this.links = links;
    this.discovery = discovery;
    this.secrets = secrets;
    this.origin = origin;
  }

  /** Returns where links are kept. */
  public RemoteLinks links() {
    return links;
  }

  String origin() {
    return origin;
  }

  FoundStorage find(String address) {
    var parsed = StorageAddress.parse(address);
    return sparingly(() -> discovery.find(parsed));
  }

  Grant grant(FoundStorage storage, Discovery.Code code) {
    return sparingly(() -> discovery.grant(storage, code));
  }

  /** Returns the root of the storage of an address {@code user@host}. */
  public URI root(String address) {
    return find(address).root();
  }

  /**
   * Tries the storage, and has the person's data kept there from now on. Who has them elsewhere has
   * them moved.
   *
   * @return the link, with what the trial found
   * @throws LinkException when other storages are being tried
   * @throws firefoxsync.remotelog.ProviderException when the storage fails; then nothing has changed
   */
  public ProviderLink link(Person person, URI root, Grant grant, Wish wish) {
    return sparingly(() -> {
      var before = links.find(person);
      var address = address(root);
      var secret = new ProviderLink.Secret(grant.token(), key(before, wish), grant.renewal());
      var traits = new Trial(links.provider(address, secret), secrets).run();
      var link = links.draft(person, address, secret, wish.mode()).with(traits);
      boolean isElsewhere =
          before.filter(known -> !known.address().root().equals(root)).isPresent();
      if (isElsewhere) {
        links.move(link);
      } else {
        links.link(link);
      }
      return link;
    });
  }

  /** A log keeps the key with which it was begun. */
  private @Nullable String key(Optional<ProviderLink> before, Wish wish) {
    if (before.isPresent()) {
      return before.get().secret().keyHex();
    }
    return wish.isEncrypted() ? HexFormat.of().formatHex(secrets.bytes(KEY_BYTES)) : null;
  }

  /**
   * Brings a person back from her storage alone.
   *
   * @return who she is; empty when nothing there can be opened with this server's master secret
   */
  public Optional<Person> restore(URI root, String token, Mode mode) {
    var address = address(root);
    return links.restore(address, new ProviderLink.Secret(token, null), mode);
  }

  private ProviderLink.Address address(URI root) {
    try {
      return new ProviderLink.Address(root, MODULE, origin);
    } catch (IllegalArgumentException e) {
      throw LinkError.ODD.exception(String.valueOf(e.getMessage()));
    }
  }

  private <T> T sparingly(Supplier<T> work) {
    if (!asked.tryAcquire()) {
      throw LinkError.BUSY.exception(ASKED_AT_ONCE_MAX + " storages are being asked");
    }
    try {
      return work.get();
    } finally {
      asked.release();
    }
  }
}
