// SPDX-License-Identifier: MPL-2.0
package firefoxsync.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Small JSON values, there and back. */
final class JsonTest {
  @Test
  void decimalsStayAsTheyAre() {
    assertThat(write(new BigDecimal("1388635807.40"))).isEqualTo("1388635807.40");
    assertThat(write(new BigDecimal("0.00"))).isEqualTo("0.00");
  }

  @Test
  void mapsListsAndTextsAreWritten() {
    assertThat(write(Map.of("ö", List.of(1, true, "a\"")))).isEqualTo("{\"ö\":[1,true,\"a\\\"\"]}");
  }

  @Test
  void membersHaveTheTypeThatIsAskedFor() {
    var object =
        parse("{\"t\":\"x\",\"n\":7,\"f\":7.9,\"b\":true,\"o\":{},\"l\":[\"a\"],\"z\":null}");

    assertThat(object.string("t")).contains("x");
    assertThat(object.integer("n")).hasValue(7);
    assertThat(object.number("f")).hasValue(7);
    assertThat(object.truth("b")).contains(true);
    assertThat(object.object("o")).isPresent();
    assertThat(object.strings("l")).contains(List.of("a"));
    assertThat(object.string("z")).isEmpty();
    assertThat(object.names()).containsExactly("t", "n", "f", "b", "o", "l", "z");
  }

  @Test
  void memberOfAnotherTypeIsNamed() {
    var object = parse("{\"n\":7,\"f\":7.5,\"s\":\"7\"}");

    assertRefused(() -> object.string("n"), "n is not a string");
    assertRefused(() -> object.integer("f"), "f is not an integer");
    assertRefused(() -> object.integer("s"), "s is not an integer");
    assertRefused(() -> object.requireString("none"), "missing none");
  }

  @Test
  void textThatIsNoSingleObjectIsRefused() {
    for (var text : List.of("", "[]", "7", "{", "{} {}", "{\"a\":1,\"a\":2}", "{\"a\":01}")) {
      assertThatExceptionOfType(JsonException.class).as(text).isThrownBy(() -> parse(text));
    }
  }

  private static void assertRefused(Runnable read, String reason) {
    assertThatExceptionOfType(JsonException.class).isThrownBy(read::run).withMessage(reason);
  }

  private static String write(Object value) {
    return new String(Json.write(value), UTF_8);
  }

  private static JsonObject parse(String text) {
    return Json.object(text.getBytes(UTF_8));
  }
}
