// SPDX-License-Identifier: MPL-2.0
package firefoxsync.token;

import firefoxsync.people.Person;

/** Says who of those whom an issuer vouches for may keep data here. Safe for concurrent use. */
public interface Admission {
  /** Whoever has a token may: its issuer has looked at people before. */
  Admission EVERYBODY = person -> {};

  /**
   * Lets the person in.
   *
   * @throws TokenException when she may not come
   */
  void check(Person person);
}
