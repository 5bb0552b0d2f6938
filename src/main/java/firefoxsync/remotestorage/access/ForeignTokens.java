// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotestorage.access;

import firefoxsync.database.Database;
import firefoxsync.database.Transaction;
import firefoxsync.people.Person;
import firefoxsync.people.UserNames;
import firefoxsync.remotestorage.AccessScope;
import firefoxsync.token.AccessTokenVerifier;
import firefoxsync.token.AccessTokenVerifier.Verified;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Access tokens of Firefox accounts, this server's own or Mozilla's, and what they open here. Each is
 * asked about at its issuer, every time. Whoever has no user name has no documents: nobody gets any by
 * showing a token.
 */
public final class ForeignTokens {
  private final AccessTokenVerifier verifier;
  private final Map<String, AccessScope> scopeMap;
  private final Database database;
  private final Standing standing;

  /**
   * Whoever holds a good token.
   *
   * @param scope what the token opens; empty when that is nothing
   * @param generation of the password that it was made under
   */
  record Holder(Person person, Optional<AccessScope> scope, OptionalLong generation) {}

  /** Takes who knows the tokens, what their scopes mean here, and who knows the people. */
  public ForeignTokens(
      AccessTokenVerifier verifier,
      Map<String, String> scopeMap,
      Database database,
      Standing standing) {
    this.verifier = verifier;
    this.scopeMap = scopeMap.entrySet().stream()
        .collect(Collectors.toUnmodifiableMap(
            Map.Entry::getKey, mapping -> AccessScope.parse(mapping.getValue())));
    this.database = database;
    this.standing = standing;
  }

  /** Tells whether any token opens anything. */
  boolean areTaken() {
    return !scopeMap.isEmpty();
  }

  /** Returns who holds a token, when it holds right now and its person may come. */
  Optional<Holder> find(String accessToken) {
    return verify(accessToken)
        .flatMap(verified -> database.read(snapshot -> holder(snapshot, verified)));
  }

  /**
   * Asks the issuer of a token about it; empty when nothing is opened by any. No snapshot may be held
   * meanwhile.
   */
  Optional<Verified> verify(String accessToken) {
    return areTaken() ? verifier.verify(accessToken) : Optional.empty();
  }

  /** Returns who holds a token, when its person may come as of the snapshot. */
  Optional<Holder> holder(Transaction snapshot, Verified verified) {
    var person = verified.person();
    var generation = standing.generation(snapshot, person);
    boolean isCurrent = generation.isPresent()
        && generation.getAsLong() <= verified.generation().orElse(Long.MAX_VALUE);
    return isCurrent && UserNames.of(snapshot, person).isPresent()
        ? Optional.of(new Holder(person, scope(verified.scopes()), generation))
        : Optional.empty();
  }

  private Optional<AccessScope> scope(Set<String> foreign) {
    var scopes = foreign.stream()
        .filter(scopeMap::containsKey)
        .map(scopeMap::get)
        .map(AccessScope::wireForm)
        .sorted()
        .toList();
    return scopes.isEmpty()
        ? Optional.empty()
        : Optional.of(AccessScope.parse(String.join(" ", scopes)));
  }
}
