// SPDX-License-Identifier: MPL-2.0
package firefoxsync.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import firefoxsync.people.Person;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The checks of the token server, in the order of Mozilla's; the stored row is generation 20, keys of
 * 10, client state bbbb, after one with aaaa, unless a test says otherwise.
 */
class SyncUserHistoryTest {
  private static final Person PERSON = Person.local("0123456789abcdef0123456789abcdef");

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "20, 10, bbbb",
        "25, 10, bbbb",
        "-,  10, bbbb",
        "25, 15, bbbb",
        "21, 11, cccc",
        "-,  11, cccc"
      })
  void claimThatGoesForwardPasses(
      @Nullable Long generation, @Nullable Long keysChangedAt, String clientState) {
    history(row(20L, 10L, "bbbb")).check(claim(generation, keysChangedAt, clientState));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "29, 30, bbbb, INVALID_KEYS_CHANGED_AT",
        "29, 30, aaaa, INVALID_KEYS_CHANGED_AT",
        "25, 15, '',   EMPTY_CLIENT_STATE",
        "10, 5,  '',   EMPTY_CLIENT_STATE",
        "25, 15, aaaa, STALE_CLIENT_STATE",
        "10, 5,  aaaa, STALE_CLIENT_STATE",
        "20, 15, cccc, SAME_GENERATION",
        "19, 5,  cccc, SAME_GENERATION",
        "21, 10, cccc, SAME_KEYS_CHANGED_AT",
        "-,  10, cccc, SAME_KEYS_CHANGED_AT",
        "19, 10, bbbb, INVALID_GENERATION",
        "19, 9,  bbbb, INVALID_GENERATION",
        "20, 9,  bbbb, INVALID_KEYS_CHANGED_AT",
        "-,  9,  bbbb, INVALID_KEYS_CHANGED_AT",
        "20, -,  bbbb, INVALID_KEYS_CHANGED_AT",
        "21, -,  cccc, INVALID_KEYS_CHANGED_AT"
      })
  void firstRuleThatIsBrokenNamesTheError(
      @Nullable Long generation,
      @Nullable Long keysChangedAt,
      String clientState,
      TokenError error) {
    var claim = claim(generation, keysChangedAt, clientState);
    assertRefused(history(row(20L, 10L, "bbbb")), claim, error);
  }

  @Test
  void clientStateMayAppearWhereThereWasNone() {
    history(row(20L, null, "")).check(claim(21L, null, "cccc"));
    history(row(20L, null, "")).check(claim(null, null, ""));
  }

  @Test
  void unknownTimeOfKeysRefusesNothing() {
    history(row(20L, null, "bbbb")).check(claim(20L, 5L, "bbbb"));
    history(row(20L, 0L, "bbbb")).check(claim(20L, null, "bbbb"));
  }

  @Test
  void retiredPersonIsRefusedWhateverTheIssuerSays() {
    var history = history(row(SyncUser.RETIRED, 10L, "bbbb"));
    assertRefused(history, claim(20L, 10L, "bbbb"), TokenError.INVALID_GENERATION);
    assertRefused(history, claim(null, 10L, "bbbb"), TokenError.INVALID_GENERATION);
    assertRefused(history, claim(null, 11L, "cccc"), TokenError.INVALID_GENERATION);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        // stored, claimed, expected: each generation then keys
        "20, 10, 20, 10, 20, 10",
        "20, 10, 25, 15, 25, 15",
        "20, 10, -,  15, 20, 15",
        "20, 10, -,  25, 25, 25",
        "20, -,  -,  25, 25, 25",
        "20, -,  -,  15, 20, 15",
        "20, -,  22, -,  22, -",
        "20, 0,  22, -,  22, 0"
      })
  void updateTakesWhatIsNewer(
      Long generation,
      @Nullable Long keys,
      @Nullable Long claimed,
      @Nullable Long claimedKeys,
      Long expected,
      @Nullable Long newKeys) {
    assertThat(row(generation, keys, "bbbb").updated(claim(claimed, claimedKeys, "bbbb")))
        .isEqualTo(row(expected, newKeys, "bbbb"));
  }

  @Test
  void keyIdOfTokensFallsBackToTheGeneration() {
    assertThat(row(20L, 2345L, "bbbb").keyId()).isEqualTo("0000000002345-u7s");
    assertThat(row(20L, null, "bbbb").keyId()).isEqualTo("0000000000020-u7s");
  }

  private static SyncUserHistory history(SyncUser current) {
    var earlier = new SyncUser(1, 10, OptionalLong.of(5), "aaaa", 100, OptionalLong.of(200));
    return new SyncUserHistory(current, List.of(earlier));
  }

  private static SyncUser row(Long generation, @Nullable Long keysChangedAt, String clientState) {
    return new SyncUser(
        2, generation, optional(keysChangedAt), clientState, 200, OptionalLong.empty());
  }

  private static Claim claim(
      @Nullable Long generation, @Nullable Long keysChangedAt, String clientState) {
    return new Claim(PERSON, optional(generation), new KeyId(optional(keysChangedAt), clientState));
  }

  private static OptionalLong optional(@Nullable Long value) {
    return value == null ? OptionalLong.empty() : OptionalLong.of(value);
  }

  private static void assertRefused(SyncUserHistory history, Claim claim, TokenError error) {
    assertThatThrownBy(() -> history.check(claim))
        .asInstanceOf(type(TokenException.class))
        .extracting(TokenException::error)
        .isEqualTo(error);
  }
}
