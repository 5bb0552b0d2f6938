// SPDX-License-Identifier: MPL-2.0
package firefoxsync.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** A text that is written from its bytes is the text that its characters are. */
class JsonTextTest {
  @Example
  void bytesThatNeedNoEscapeAreTakenAsTheyAre() {
    var plain = "nothing to escape, not even ä, € or 😀 \u007f".getBytes(UTF_8);

    assertThat(JsonText.escaped(plain)).isSameAs(plain);
  }

  @Example
  void eachByteIsSpelledAsACharacterIsWhereverItStands() {
    for (int c = 0; c < 0x100; c++) {
      for (int before = 0; before < 17; before++) {
        var text = "x".repeat(before) + (char) c + "\u00ff" + "y".repeat(16 - before);
        assertThat(fromBytes(text)).as("character %d at %d", c, before).isEqualTo(fromText(text));
      }
    }
  }

  @Property
  void whatIsReadIsTheTextThatWasWritten(@ForAll("texts") String text) {
    var json = JsonReader.of(fromBytes(text).getBytes(UTF_8));

    assertThat(json.string()).isEqualTo(text);
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.frequencyOf(
            Tuple.of(6, Arbitraries.chars().range('a', 'z').map(String::valueOf)),
            Tuple.of(2, Arbitraries.of("\"", "\\", "\n", "\r", "\t", "\0", "\u001f")),
            Tuple.of(1, Arbitraries.of("ä", "€", "😀", "\u2028", "\u007f")))
        .list()
        .ofMaxSize(60)
        .map(parts -> String.join("", parts));
  }

  private static String fromBytes(String text) {
    return '"' + new String(JsonText.escaped(text.getBytes(UTF_8)), UTF_8) + '"';
  }

  private static String fromText(String text) {
    return new String(Json.write(text), UTF_8);
  }
}
