// SPDX-License-Identifier: MPL-2.0
package firefoxsync.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code [remotestorage]} takes. */
final class RemoteStorageSettingsTest {
  private GivenConfig given;

  @BeforeEach
  void prepare(@TempDir Path directory) throws IOException {
    given = new GivenConfig(directory);
  }

  @Test
  void pathOfThePublicUrlIsRefused() {
    assertThat(
            given.problems(
                """
            public_url = "https://example.org/sync"
            [accounts]
            enabled = false
            [remotestorage]
            enabled = true
            """))
        .singleElement()
        .asString()
        .contains(":1: public_url cannot have the path /sync together with remotestorage.enabled");
  }

  @Test
  void originHasNoPath() {
    assertThat(given.problem("remotestorage.origin = 'https://files.example.org/dav'"))
        .contains(":2: remotestorage.origin must be like https://files.example.org");
    assertThat(given.problem("remotestorage.origin = 'files.example.org'"))
        .contains("must be like");
  }

  @Test
  void mappingIsAScopeAndWhatItGives() {
    for (var mapping : List.of(
        "profile",
        "profile = notes",
        "profile=notes:r",
        "a b = notes:r",
        "x = ",
        "x = root:rw",
        "x = notes:r public:r")) {
      assertThat(given.problem("remotestorage.scope_map = ['" + mapping + "']"))
          .contains(":2: remotestorage.scope_map must be like");
    }
  }

  @Test
  void environmentHasMappingsToo() throws IOException {
    given.environment().put("FIREFOX_SYNC_REMOTESTORAGE__SCOPE_MAP", "profile = me:r, b = x:rw");
    var config = given.readWithUrl("");
    assertThat(config.remoteStorage().scopeMap()).isEqualTo(Map.of("profile", "me:r", "b", "x:rw"));
  }
}
