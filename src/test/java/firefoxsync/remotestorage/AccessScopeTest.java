// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotestorage;

import static firefoxsync.remotestorage.AccessMode.READ;
import static firefoxsync.remotestorage.AccessMode.READ_WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessScopeTest {
  @Test
  void readsWhatItWrites() {
    assertThat(AccessScope.parse("photos:rw contacts:r").wireForm())
        .isEqualTo("contacts:r photos:rw");
  }

  @Test
  void isTheUnionOfItsParts() {
    assertThat(AccessScope.parse("a:r a:rw a:r")).isEqualTo(AccessScope.of("a", READ_WRITE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "a",
        "a:",
        ":r",
        "a:w",
        "a:x",
        "a:rw ",
        " a:rw",
        "a:r  b:r",
        "a:r,b:r",
        "A:r",
        "root:",
        "root:r",
        "root:rw",
        "a:r root:rw",
        "public:r",
        "a/b:r",
        "..:r",
        "a:R",
        "*",
        "*:w",
        "a:r:w",
        "é:r",
        "a:r\nb:r"
      })
  void refusesWhatIsMalformed(String wireForm) {
    assertThatIllegalArgumentException().isThrownBy(() -> AccessScope.parse(wireForm));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/a/", "/a/x", "/a/b/c/", "/public/a/", "/public/a/x"})
  void moduleReachesItsTwoFolders(String path) {
    assertThat(AccessScope.parse("a:rw").allows(READ_WRITE, DocumentPath.parse(path)))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/a",
        "/b/",
        "/b/a/x",
        "/x",
        "/public/",
        "/public",
        "/public/a",
        "/public/b/x",
        "/ab/"
      })
  void moduleReachesNothingElse(String path) {
    assertThat(AccessScope.parse("a:rw").allows(READ, DocumentPath.parse(path))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/a", "/b/x", "/public/", "/public/x", "/public/a/x"})
  void everythingReachesEverything(String path) {
    assertThat(AccessScope.parse("*:rw").allows(READ_WRITE, DocumentPath.parse(path)))
        .isTrue();
    assertThat(AccessScope.parse("*:r").allows(READ_WRITE, DocumentPath.parse(path)))
        .isFalse();
    assertThat(AccessScope.parse("*:r").allows(READ, DocumentPath.parse(path))).isTrue();
  }

  @Test
  void readingIsNotWriting() {
    var path = DocumentPath.parse("/a/x");
    assertThat(AccessScope.parse("a:r").allows(READ, path)).isTrue();
    assertThat(AccessScope.parse("a:r").allows(READ_WRITE, path)).isFalse();
    assertThat(AccessScope.parse("*:r a:rw").allows(READ_WRITE, path)).isTrue();
  }

  @Test
  void coversWhatIsNarrower() {
    var scope = AccessScope.parse("a:rw b:r");
    assertThat(scope.covers(AccessScope.parse("a:r"))).isTrue();
    assertThat(scope.covers(AccessScope.parse("b:rw"))).isFalse();
    assertThat(scope.covers(AccessScope.parse("c:r"))).isFalse();
    assertThat(scope.covers(AccessScope.parse("*:r"))).isFalse();
    assertThat(AccessScope.parse("*:r").covers(AccessScope.parse("a:r b:r"))).isTrue();
    assertThat(AccessScope.parse("*:r").covers(AccessScope.parse("a:rw"))).isFalse();
  }
}
