// SPDX-License-Identifier: MPL-2.0
package firefoxsync.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which route a method and a raw path lead to. */
final class RouterTest {
  private static final Handler ANY = request -> Response.of(200);

  private static final RouteTable ROOT = RouteTable.of(
      ErrorFormat.PLAIN,
      List.of(""),
      Route.get("/", ANY),
      Route.get("/{page}", ANY),
      Route.get("/about", ANY),
      Route.get("/files/{path...}", ANY));

  private static final RouteTable SYNC = RouteTable.of(
          ErrorFormat.PLAIN,
          List.of("/1.5", "/storage/1.5"),
          Route.delete("/{uid}", ANY),
          Route.get("/{uid}/storage/{collection}/{id}", ANY),
          Route.put("/{uid}/storage/{collection}/{id}", ANY))
      .where("uid", "[0-9]{1,10}")
      .where("id", "[ -~]{1,64}");

  private static final RouteTable TOKEN = RouteTable.of(
          ErrorFormat.PLAIN, List.of("/1.0"), Route.get("/sync/1.5", ANY))
      .orFinalSlash();

  private final Router router = new Router(List.of(ROOT, SYNC, TOKEN), ErrorFormat.PLAIN);

  @Test
  void rootIsTheEmptyLastSegment() {
    assertThat(template("GET", "/")).isEqualTo("/");
  }

  @Test
  void literalSegmentWinsOverAVariable() {
    assertThat(template("GET", "/about")).isEqualTo("/about");
    assertThat(template("GET", "/other")).isEqualTo("/{page}");
  }

  @Test
  void everyMountOfATableLeadsToIt() {
    assertThat(values("GET", "/1.5/7/storage/tabs/a")).containsEntry("uid", "7");
    assertThat(values("GET", "/storage/1.5/7/storage/tabs/a")).containsEntry("id", "a");
  }

  @Test
  void valueMayHoldAnEncodedSlashAndAPlus() {
    assertThat(values("GET", "/1.5/7/storage/tabs/a%2Fb+c"))
        .isEqualTo(Map.of("uid", "7", "collection", "tabs", "id", "a/b+c"));
  }

  @Test
  void valueThatDoesNotLookLikeItsPatternIs404() {
    assertThat(isNothing("GET", "/1.5/seven/storage/tabs/a")).isTrue();
    assertThat(isNothing("GET", "/1.5/7/storage/tabs/" + "x".repeat(65))).isTrue();
    assertThat(isNothing("GET", "/1.5/7/storage/tabs/a%0A")).isTrue();
    assertThat(isNothing("GET", "/1.5/7/storage//a")).isTrue();
  }

  @Test
  void malformedPercentSignIs404() {
    assertThat(isNothing("GET", "/1.5/7/storage/tabs/%4")).isTrue();
    assertThat(isNothing("GET", "/%zz")).isTrue();
  }

  @Test
  void headIsFoundAsGet() {
    assertThat(template("HEAD", "/about")).isEqualTo("/about");
  }

  @Test
  void wrongMethodTellsTheRightOnes() {
    assertThat(router.find("POST", "/1.5/7/storage/tabs/a").allowed())
        .containsExactlyInAnyOrder("GET", "HEAD", "PUT");
    assertThat(router.find("GET", "/1.5/7").allowed()).containsExactly("DELETE");
  }

  @Test
  void pathBelowAMountNeverFallsBackToAShorterOne() {
    assertThat(router.find("GET", "/1.5/none").table()).isSameAs(SYNC);
    assertThat(router.find("GET", "/1.0").table()).isSameAs(TOKEN);
    assertThat(router.find("GET", "/1.50").table()).isSameAs(ROOT);
  }

  @Test
  void finalSlashIsTakenWhereTheTableSaysSo() {
    assertThat(template("GET", "/1.0/sync/1.5/")).isEqualTo("/sync/1.5");
    assertThat(template("GET", "/1.0/sync/1.5")).isEqualTo("/sync/1.5");
    assertThat(isNothing("GET", "/1.0/sync/1.5//")).isTrue();
    assertThat(isNothing("GET", "/about/")).isTrue();
  }

  @Test
  void restVariableTakesWhatFollowsButNoHiddenSlash() {
    assertThat(values("GET", "/files/a/b%20c")).containsEntry("path", "a/b c");
    assertThat(values("GET", "/files/")).containsEntry("path", "");
    assertThat(isNothing("GET", "/files/a%2F..%2Fb")).isTrue();
  }

  @Test
  void rawRestStaysAsItCame() {
    var table =
        RouteTable.of(ErrorFormat.PLAIN, List.of("/rs"), Route.get("/{user}/{path...raw}", ANY));
    var raw = new Router(List.of(table), ErrorFormat.PLAIN);

    assertThat(raw.find("GET", "/rs/%61/a%2Fb/%zz//").pathValues())
        .isEqualTo(Map.of("user", "a", "path", "/a%2Fb/%zz//"));
    assertThat(raw.find("GET", "/rs/a/").pathValues()).containsEntry("path", "/");
    assertThat(raw.find("GET", "/rs/a").route()).isNull();
    assertThat(raw.find("GET", "/rs/%zz/a").route()).isNull();
  }

  @Test
  void tablesOnOneMountAreAllSearched() {
    var more = RouteTable.of(ErrorFormat.PLAIN, List.of(""), Route.get("/more/news", ANY));
    var both = new Router(List.of(ROOT, more), ErrorFormat.PLAIN);

    assertThat(both.find("GET", "/more/news").table()).isSameAs(more);
    assertThat(both.find("GET", "/more/none").table()).isSameAs(ROOT);
  }

  private String template(String method, String path) {
    var route = router.find(method, path).route();
    return route == null ? "none" : route.template();
  }

  private Map<String, String> values(String method, String path) {
    return router.find(method, path).pathValues();
  }

  private boolean isNothing(String method, String path) {
    var match = router.find(method, path);
    return match.route() == null && match.allowed().isEmpty();
  }
}
