// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotelog;

import firefoxsync.people.Person;
import java.net.URI;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a person's Sync data live, and what opens her storage there.
 *
 * @param linkedAt in milliseconds
 * @param checkedAt when the provider last answered as it should, in milliseconds
 */
public record ProviderLink(
    Person person,
    Address address,
    Secret secret,
    Mode mode,
    State state,
    Traits traits,
    long linkedAt,
    OptionalLong checkedAt) {
  private static final Pattern MODULE = Pattern.compile("[a-z0-9]{1,32}");

  /**
   * Which folder of which storage.
   *
   * @param root the storage root, without a slash at its end
   * @param module the top folder that the token is for
   * @param origin what every request names as its origin: some providers bind tokens to it
   */
  public record Address(URI root, String module, String origin) {
    /** Refuses what cannot be asked. */
    public Address {
      var scheme = String.valueOf(root.getScheme()).toLowerCase(Locale.ROOT);
      if ((!scheme.equals("https") && !scheme.equals("http"))
          || root.getRawQuery() != null
          || root.getRawFragment() != null
          || root.toString().endsWith("/")) {
        throw new IllegalArgumentException("not the root of a storage");
      }
      if (!MODULE.matcher(module).matches()) {
        throw new IllegalArgumentException("not the name of a module");
      }
    }

    /** Returns scheme, host and port: whom all links to it have in common. */
    String provider() {
      return provider(root);
    }

    static String provider(URI root) {
      return root.getScheme() + "://" + root.getRawAuthority();
    }
  }

  /**
   * What must not be told.
   *
   * @param token opens the module
   * @param keyHex encrypts the documents; null when they can be read with any tool
   * @param renewal how another token is had; null when this one lasts
   */
  public record Secret(String token, @Nullable String keyHex, @Nullable Renewal renewal) {
    /** A token that lasts. */
    public Secret(String token, @Nullable String keyHex) {
      this(token, keyHex, null);
    }

    DocumentCodec codec() {
      return new DocumentCodec(keyHex == null ? null : HexFormat.of().parseHex(keyHex));
    }

    @Override
    public String toString() {
      return "Secret[]";
    }
  }

  /**
   * How another token is had before this one ends.
   *
   * @param endpoint where
   * @param expiresAt in milliseconds
   */
  public record Renewal(URI endpoint, String refreshToken, long expiresAt) {
    /** What is assumed of tokens whose end nobody tells: a usual one. */
    public static final Duration LIFE_UNTOLD = Duration.ofHours(1);

    @Override
    public String toString() {
      return "Renewal[]";
    }
  }

  /** When a write is answered. */
  public enum Mode {
    /** Once the provider has it. */
    THROUGH,
    /** Once this server has it; the provider gets it soon. */
    BEHIND
  }

  /** How it stands with the provider. */
  public enum State {
    /** It takes what it is given. */
    ACTIVE,
    /** It does not take the token any more: the person has to link it again. */
    REFUSED,
    /** It has no room left. */
    FULL,
    /** It takes no document of a useful size. */
    UNUSABLE
  }

  /**
   * What was learnt about the provider.
   *
   * @param isAtomic whether of two who create one document only one can succeed
   * @param documentBytesMax the longest document it takes, as far as is known
   */
  public record Traits(boolean isAtomic, int documentBytesMax) {
    /** Larger ones are never sent: a usual proxy refuses more than 1 MiB. */
    public static final int DOCUMENT_BYTES_MAX = 512 * 1024;

    /** A provider that takes no more than that is of no use. */
    static final int DOCUMENT_BYTES_MIN = 64 * 1024;

    /** What is assumed of a provider that was tried with success. */
    public static final Traits GOOD = new Traits(true, DOCUMENT_BYTES_MAX);
  }

  /** Returns this link in another state. */
  ProviderLink in(State other) {
    return new ProviderLink(person, address, secret, mode, other, traits, linkedAt, checkedAt);
  }

  /** Returns this link to a provider of which that was learnt. */
  public ProviderLink with(Traits learnt) {
    return new ProviderLink(person, address, secret, mode, state, learnt, linkedAt, checkedAt);
  }

  /** Returns this link to a provider that takes no documents longer than this. */
  ProviderLink taking(int documentBytesMax) {
    return with(new Traits(traits.isAtomic(), documentBytesMax));
  }

  /** Returns this link once a document was too large: half as long a one may fit, if of any use. */
  ProviderLink shorter() {
    int half = traits.documentBytesMax() / 2;
    return half < Traits.DOCUMENT_BYTES_MIN ? in(State.UNUSABLE) : taking(half);
  }
}
