// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotestorage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names and paths: remoteStorage draft 26, "Storage" and "Resources and request-uris". */
class DocumentPathTest {
  @Test
  void foldersEndWithASlash() {
    assertThat(DocumentPath.parse("/")).isEqualTo(DocumentPath.ROOT);
    assertThat(DocumentPath.parse("/a/b/")).isEqualTo(new DocumentPath(List.of("a", "b"), true));
    assertThat(DocumentPath.parse("/a/b")).isEqualTo(new DocumentPath(List.of("a", "b"), false));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/a+b|a+b",
        "/a%2Bb|a+b",
        "/a%20b|a b",
        "/a%25zz|a%zz",
        "/a%2525|a%25",
        "/%3F%23|?#",
        "/?&;=:@~!*()|?&;=:@~!*()",
        "/...|...",
        "/.a|.a",
        "/%C3%A9|é",
        "/e%CC%81|e\u0301",
        "/%F0%9F%A6%8A|\uD83E\uDD8A",
        "/a%5Cb|a\\b"
      })
  void decodesOnceAndNormalisesNothing(String raw, String name) {
    assertThat(DocumentPath.parse(raw).names()).containsExactly(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "//",
        "/a//b",
        "/a//",
        "//a",
        "/.",
        "/..",
        "/a/../b",
        "/%2e%2e/b",
        "/a/%2E",
        "/./",
        "/%zz",
        "/%",
        "/%4",
        "/a%2Fb",
        "/a%2fb",
        "/%00",
        "/a%00b",
        "/%FF",
        "/%C3",
        "/%C0%AF",
        "/%ED%A0%80",
        "a/b",
        "",
        "/%٣٣"
      })
  void refusesWhatNothingIsNamed(String raw) {
    assertThat(refusal(raw)).isEqualTo(RemoteStorageError.BAD_PATH);
  }

  @Test
  void hasLimits() {
    assertThat(DocumentPath.parse("/" + "a".repeat(255)).name()).hasSize(255);
    assertThat(refusal("/" + "a".repeat(256))).isEqualTo(RemoteStorageError.BAD_PATH);
    assertThat(refusal("/" + "%C3%A9".repeat(128))).isEqualTo(RemoteStorageError.BAD_PATH);
    assertThat(DocumentPath.parse("/a".repeat(32)).names()).hasSize(32);
    assertThat(refusal("/a".repeat(33))).isEqualTo(RemoteStorageError.BAD_PATH);
    var quarter = "/" + "a".repeat(255);
    assertThat(DocumentPath.parse(quarter.repeat(4)).text()).hasSize(1023);
    assertThat(refusal(quarter.repeat(4) + "/a")).isEqualTo(RemoteStorageError.PATH_TOO_LONG);
  }

  @Test
  void knowsItsFolders() {
    var path = DocumentPath.parse("/a/b/c");
    assertThat(path.ancestors())
        .containsExactly(DocumentPath.ROOT, DocumentPath.parse("/a/"), DocumentPath.parse("/a/b/"));
    assertThat(path.parent()).isEqualTo(DocumentPath.parse("/a/b/"));
    assertThat(path.text()).isEqualTo("a/b/c");
    assertThat(path.parent().text()).isEqualTo("a/b/");
    assertThat(DocumentPath.ROOT.text()).isEmpty();
    assertThat(path.parent().child("c", false)).isEqualTo(path);
  }

  @Test
  void isPublicBelowThePublicFolderAlone() {
    assertThat(DocumentPath.parse("/public/a").isPublic()).isTrue();
    assertThat(DocumentPath.parse("/public/").isPublic()).isTrue();
    assertThat(DocumentPath.parse("/public").isPublic()).isFalse();
    assertThat(DocumentPath.parse("/a/public/b").isPublic()).isFalse();
    assertThat(DocumentPath.parse("/Public/b").isPublic()).isFalse();
  }

  private static RemoteStorageError refusal(String raw) {
    return catchThrowableOfType(RemoteStorageException.class, () -> DocumentPath.parse(raw))
        .error();
  }
}
