// SPDX-License-Identifier: MPL-2.0
package firefoxsync.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConfigEditorTest {
  private static final String TEXT =
      """
      # By hand.
      public_url = "https://sync.example.org" # ours
      listen = ["127.0.0.1:5000", "[::1]:5000"]

      [accounts]
      #sign_up = "invite"
      """;

  private final Map<String, String> environment = new HashMap<>();
  private Path file;

  @BeforeEach
  void prepare(@TempDir Path directory) throws IOException {
    file = Files.writeString(directory.resolve("firefox-sync.toml"), TEXT);
    var secret = Files.writeString(directory.resolve("master.secret"), "0123456789abcdef");
    environment.put("FIREFOX_SYNC_SECRETS__MASTER_FILE", secret.toString());
  }

  @Test
  void valuesAreReadWithoutQuotes() {
    assertThat(get("public_url")).isEqualTo("https://sync.example.org");
    assertThat(get("listen")).isEqualTo("127.0.0.1:5000,[::1]:5000");
    assertThat(get("accounts.sign_up")).isEqualTo("invite");
    assertThat(get("sync.quota_bytes")).isEqualTo("0");
  }

  @Test
  void whatIsReadCanBeSet() throws IOException {
    assertThat(set("listen", get("listen"))).isFalse();
    assertThat(file).hasContent(TEXT);
    assertThat(set("listen", "127.0.0.1:1")).isTrue();
    assertThat(get("listen")).isEqualTo("127.0.0.1:1");
  }

  @Test
  void theEnvironmentHoldsBeforeTheFileAndIsNotWrittenIntoIt() throws IOException {
    environment.put("FIREFOX_SYNC_LOG__LEVEL", "debug");

    assertThat(get("log.level")).isEqualTo("debug");
    assertThat(set("log.level", "debug")).isTrue();
    assertThat(Files.readString(file)).isEqualTo(TEXT + "\n[log]\nlevel = \"debug\"\n");
  }

  @Test
  void everythingElseOfTheFileStays() throws IOException {
    assertThat(set("public_url", "https://other.example.org", "accounts.sign_up", "open"))
        .isTrue();

    assertThat(Files.readString(file))
        .isEqualTo(TEXT.replace("sync.example", "other.example")
            .replace("#sign_up = \"invite\"", "sign_up = \"open\""));
  }

  @Test
  void modeAndOwnerStayAndNothingIsLeftBeside() throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    var owner = Files.getOwner(file);

    set("accounts.sign_up", "open");

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-r-----");
    assertThat(Files.getOwner(file)).isEqualTo(owner);
    assertThat(file.resolveSibling(".").toFile().list())
        .containsExactlyInAnyOrder("firefox-sync.toml", "master.secret");
  }

  @Test
  void aLinkStaysALink() throws IOException {
    var link = Files.createSymbolicLink(file.resolveSibling("link.toml"), file);

    new ConfigEditor(link, environment).set(Map.of("accounts.sign_up", "open"), false);

    assertThat(link).isSymbolicLink();
    assertThat(get("accounts.sign_up")).isEqualTo("open");
  }

  @Test
  void defaultsAreWrittenUnlessTheyAreToBeKept() throws IOException {
    assertThat(editor().set(Map.of("accounts.sign_up", "invite"), true)).isFalse();
    assertThat(file).hasContent(TEXT);
    assertThat(set("accounts.sign_up", "invite")).isTrue();
    assertThat(Files.readString(file)).contains("\nsign_up = \"invite\"");
  }

  @Test
  void aValueThatTheKeyCannotHaveIsRefused() {
    assertRefused("accounts.sign_up must be one of", "accounts.sign_up", "everybody");
    assertRefused("sync.quota_bytes must be a whole number", "sync.quota_bytes", "much");
    assertRefused("accounts.enabled must be true or false", "accounts.enabled", "yes");
  }

  @Test
  void valuesThatCannotStandTogetherAreRefusedAndChangedTogetherTaken() {
    assertRefused(
        file + ":2: public_url cannot have the path", "public_url", "https://a.example/x");
    assertThat(set("public_url", "https://a.example/x", "accounts.enabled", "false"))
        .isTrue();
  }

  @Test
  void unknownKeysAreRefusedWithTheNearest() {
    assertRefused("did you mean accounts.sign_up?", "accounts.signup", "open");
    assertRefused("there is no key", "sync.collections.NAME.max_what", "1");
  }

  @Test
  void limitsOfACollectionHaveATableOfTheirOwn() throws IOException {
    assertThat(set("sync.collections.bookmarks.max_request_bytes", "9000000")).isTrue();
    assertThat(Files.readString(file))
        .endsWith("\n[sync.collections.bookmarks]\nmax_request_bytes = 9000000\n");
    assertThat(get("sync.collections.bookmarks.max_request_bytes")).isEqualTo("9000000");
  }

  @Test
  void aMistakeCanBeMendedWhileAnotherIsThere() throws IOException {
    Files.writeString(file, "public_url = \"ftp://a\"\nlisten = []\nunknown = 1\n");

    assertThat(set("public_url", "https://a.example")).isTrue();
    assertThat(Files.readString(file))
        .isEqualTo("public_url = \"https://a.example\"\nlisten = []\nunknown = 1\n");
  }

  @Test
  void theExampleOfAKeyThatMustBeSetIsNoDefault() throws IOException {
    Files.writeString(file, "");

    assertThatThrownBy(() -> get("public_url")).hasMessage(file + ": public_url is not set");
    assertThat(editor().set(Map.of("public_url", "https://sync.example.org"), true))
        .isTrue();
    assertThat(file).hasContent("public_url = \"https://sync.example.org\"\n");
  }

  @Test
  void aFileThatIsNoTomlIsNotTouched() throws IOException {
    Files.writeString(file, "public_url = \n");

    assertThatThrownBy(() -> set("public_url", "https://a.example"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(file + ":1: ");
    assertThat(file).hasContent("public_url = \n");
  }

  @Test
  void allTellsWhereEachValueComesFromAndHidesPasswords() throws IOException {
    environment.put("FIREFOX_SYNC_OUTGOING__PROXY", "http://ann:secret@proxy.example:3128");

    var lines = editor().all().stream().map(Setting::toString).toList();

    assertThat(lines)
        .contains(
            "public_url = \"https://sync.example.org\"  # " + file + ":2",
            "accounts.sign_up = \"invite\"  # default",
            "outgoing.proxy = \"http://ann:***@proxy.example:3128\"  # FIREFOX_SYNC_OUTGOING__PROXY");
    assertThat(lines).hasSize((int)
        ConfigReader.KEYS.stream().filter(key -> !key.isInNamedTable()).count());
  }

  private void assertRefused(String reason, String... keysAndValues) {
    assertThatThrownBy(() -> set(keysAndValues))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(reason);
    assertThat(file).hasContent(TEXT);
  }

  private ConfigEditor editor() {
    return new ConfigEditor(file, environment);
  }

  private String get(String key) {
    return editor().get(key).plain();
  }

  private boolean set(String... keysAndValues) {
    var changes = new LinkedHashMap<String, String>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      changes.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    return editor().set(changes, false);
  }
}
