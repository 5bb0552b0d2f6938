// SPDX-License-Identifier: MPL-2.0
package firefoxsync.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** Reads and writes small JSON values; large ones are streamed by {@code JsonReader} and {@code JsonWriter}. */
public final class Json {
  static final JsonMapper MAPPER = JsonMapper.builder()
      .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
      .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
      .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
      .build();

  private Json() {}

  /**
   * Writes a map, list, record, text, number, truth value or {@link JsonObject}, alone or inside
   * another, as UTF-8. A {@code BigDecimal} keeps its decimals.
   */
  public static byte[] write(Object value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no JSON form for " + value.getClass(), e);
    }
  }

  /**
   * Parses a text that must be one JSON object.
   *
   * @throws JsonException when it is not
   */
  public static JsonObject object(byte[] utf8) {
    JsonNode node;
    try {
      node = MAPPER.readTree(utf8);
    } catch (IOException e) {
      throw new JsonException("not valid JSON");
    }
    if (node instanceof ObjectNode object) {
      return new JsonObject(object);
    }
    throw new JsonException("not a JSON object");
  }
}
