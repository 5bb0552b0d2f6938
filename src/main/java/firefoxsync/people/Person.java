// SPDX-License-Identifier: MPL-2.0
package firefoxsync.people;

/**
 * A person: an account, named by who vouches for it.
 *
 * @param issuer {@link #LOCAL} for accounts of this server, else the issuer's URL
 * @param accountId the issuer's name for the account; for ours 32 hexadecimal digits
 */
public record Person(String issuer, String accountId) {
  /** The issuer of this server's own accounts, whatever its public URL is, so that a domain can change. */
  public static final String LOCAL = "local";

  /** Returns the person of one of our own accounts. */
  public static Person local(String accountId) {
    return new Person(LOCAL, accountId);
  }
}
