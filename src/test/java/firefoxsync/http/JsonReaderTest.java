// SPDX-License-Identifier: MPL-2.0
package firefoxsync.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import firefoxsync.http.JsonReader.Kind;
import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonReaderTest {
  @Test
  void readsWhatTheWriterWrote() {
    var bytes = new ByteArrayOutputStream();
    try (var json = JsonWriter.to(bytes)) {
      json.beginArray().beginObject().name("text").string("\u20ac\n");
      json.name("number").number(5).name("time").number("1.50").endObject().endArray();
      json.newline().string("second").newline();
    }
    assertThat(bytes.toString(UTF_8))
        .isEqualTo("[{\"text\":\"\u20ac\\n\",\"number\":5,\"time\":1.50}]\n\"second\"\n");

    var json = reader("[{\"text\":\"\u20ac\\n\",\"number\":5,\"time\":1.50}]");
    json.enter();
    assertThat(json.hasElement()).isTrue();
    json.enter();
    assertThat(json.name()).contains("text");
    assertThat(json.string()).isEqualTo("\u20ac\n");
    assertThat(json.name()).contains("number");
    assertThat(json.integer()).hasValue(5);
    assertThat(json.name()).contains("time");
    assertThat(json.kind()).isEqualTo(Kind.OTHER);
    json.skip();
    assertThat(json.name()).isEmpty();
    assertThat(json.hasElement()).isFalse();
    assertThat(json.kind()).isEqualTo(Kind.END);
  }

  @Test
  void integerBeyond64BitsIsEmpty() {
    assertThat(reader("9223372036854775807").integer()).hasValue(Long.MAX_VALUE);
    assertThat(reader("9223372036854775808").integer()).isEmpty();
  }

  @Test
  void nullIsTaken() {
    var json = reader("[null,1]");
    json.enter();

    assertThat(json.takeNull()).isTrue();
    assertThat(json.takeNull()).isFalse();
  }

  @Test
  void valuesAreSkippedWhole() {
    var json = reader("[{\"a\":[1,{}]},2]");
    json.enter();
    json.skip();

    assertThat(json.integer()).hasValue(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[1", "{\"a\" 1}", "[1,]", "[01]", "\"\n\"", "[\"\\x\"]", "['a']"})
  void whatIsNoJsonIsNoticed(String text) {
    assertThatThrownBy(() -> {
          var json = reader(text);
          json.skip();
        })
        .isInstanceOf(JsonException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"22ff22", "22c08022", "22eda08022", "22e282", "efbbbf3122"})
  void bytesThatAreNoUtf8AreNoticed(String hex) {
    assertThatThrownBy(() -> JsonReader.of(HexFormat.of().parseHex(hex)).skip())
        .isInstanceOf(JsonException.class);
  }

  @Test
  void nestingHasALimit() {
    assertThatThrownBy(() -> reader("[".repeat(100_000)).skip()).isInstanceOf(JsonException.class);
  }

  private static JsonReader reader(String text) {
    return JsonReader.of(text.getBytes(UTF_8));
  }
}
