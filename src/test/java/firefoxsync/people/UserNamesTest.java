// SPDX-License-Identifier: MPL-2.0
package firefoxsync.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import firefoxsync.database.Database;
import firefoxsync.database.TestDatabases;
import firefoxsync.people.UserNames.Choice;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserNamesTest {
  private static final Person ADA = Person.local("a".repeat(32));
  private static final Person BEA = new Person("https://issuer.example", "a".repeat(32));
  private static final UserName NAME = new UserName("ada.l-1_");

  private Database database;
  private UserNames names;

  @BeforeEach
  void open(@TempDir Path directory) {
    database = TestDatabases.open(directory);
    names = new UserNames(database);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void nobodyIsFoundBeforeTheNameIsChosen() {
    assertThat(names.find(NAME)).isEmpty();
    assertThat(names.of(ADA)).isEmpty();
    assertThat(names.choose(ADA, NAME)).isEqualTo(Choice.CHOSEN);
    assertThat(names.find(NAME)).contains(ADA);
    assertThat(names.of(ADA)).contains(NAME);
  }

  @Test
  void aNameIsChosenOnce() {
    names.choose(ADA, NAME);
    assertThat(names.choose(ADA, NAME)).isEqualTo(Choice.CHOSEN);
    assertThat(names.choose(ADA, new UserName("other"))).isEqualTo(Choice.HAS_ANOTHER);
    assertThat(names.of(ADA)).contains(NAME);
    assertThat(names.find(new UserName("other"))).isEmpty();
  }

  @Test
  void aNameIsOnePersonsAlone() {
    names.choose(ADA, NAME);
    assertThat(names.choose(BEA, NAME)).isEqualTo(Choice.TAKEN);
    assertThat(names.of(BEA)).isEmpty();
    assertThat(names.choose(BEA, new UserName("bea"))).isEqualTo(Choice.CHOSEN);
  }

  @Test
  void ofManyAtOnceOneGetsTheName() {
    var choices = IntStream.range(0, 8)
        .parallel()
        .mapToObj(i -> names.choose(Person.local("person " + i), NAME))
        .toList();
    assertThat(choices).containsOnlyOnce(Choice.CHOSEN);
    assertThat(choices.stream().filter(Choice.TAKEN::equals)).hasSize(7);
  }

  @Test
  void whoLeavesLeavesTheName() {
    names.choose(ADA, NAME);
    names.erase(ADA);
    names.erase(ADA);
    assertThat(names.find(NAME)).isEmpty();
    assertThat(names.choose(BEA, NAME)).isEqualTo(Choice.CHOSEN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"admin", "postmaster", "0123456789abcdef0123456789abcdef"})
  void someNamesAreNobodys(String text) {
    assertThat(names.choose(ADA, new UserName(text))).isEqualTo(Choice.RESERVED);
    assertThat(names.of(ADA)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Ada", ".ada", "-ada", "_ada", "a b", "ada@x", "ada/x", "ädа"})
  void otherTextsAreNoNames(String text) {
    assertThat(UserName.parse(text)).isEmpty();
    assertThatThrownBy(() -> new UserName(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void namesAreOf32CharactersAtMost() {
    assertThat(UserName.parse("z".repeat(32))).isPresent();
    assertThat(UserName.parse("z".repeat(33))).isEmpty();
  }
}
