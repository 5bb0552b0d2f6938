// SPDX-License-Identifier: MPL-2.0
package firefoxsync.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads one JSON text from front to back, for texts too large to be held as {@link JsonObject}.
 *
 * <p>Always stands before a value, a member's name or an end; whatever is no JSON is a {@link
 * JsonException} at the step that meets it.
 */
public final class JsonReader {
  /** What comes next. */
  public enum Kind {
    /** A value of this kind. */
    OBJECT,
    /** A value of this kind. */
    ARRAY,
    /** A value of this kind. */
    STRING,
    /** A number without fraction or exponent. */
    INTEGER,
    /** True, false, {@code null}, or a number with a fraction or an exponent. */
    OTHER,
    /** The end of the text, or of the object or array that was entered last. */
    END
  }

  private static final JsonFactory FACTORY = JsonFactory.builder()
      .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
      // Bodies have a limit already, and no text is longer than its body.
      .streamReadConstraints(
          StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
      .build();

  private final JsonParser parser;

  private JsonReader(JsonParser parser) {
    this.parser = parser;
  }

  /** Starts before the text's value. Bytes that are not UTF-8 are no JSON. */
  public static JsonReader of(byte[] utf8) {
    return of(ByteBuffer.wrap(utf8));
  }

  /** Starts before the value of the text that the buffer's remaining bytes are. */
  public static JsonReader of(ByteBuffer utf8) {
    try {
      // Decoded here, since the library lets some malformed sequences pass.
      var text = UTF_8.newDecoder().decode(utf8);
      var reader =
          new JsonReader(FACTORY.createParser(text.array(), text.arrayOffset(), text.length()));
      reader.advance();
      return reader;
    } catch (CharacterCodingException e) {
      throw new JsonException("not UTF-8");
    } catch (IOException e) {
      throw invalid();
    }
  }

  /** Tells what comes next, names apart. */
  public Kind kind() {
    var token = parser.currentToken();
    if (token == null) {
      return Kind.END;
    }
    return switch (token) {
      case START_OBJECT -> Kind.OBJECT;
      case START_ARRAY -> Kind.ARRAY;
      case VALUE_STRING -> Kind.STRING;
      case VALUE_NUMBER_INT -> Kind.INTEGER;
      case END_OBJECT, END_ARRAY -> Kind.END;
      default -> Kind.OTHER;
    };
  }

  /** Tells whether {@code null} comes next, and if so goes past it. */
  public boolean takeNull() {
    if (parser.currentToken() != JsonToken.VALUE_NULL) {
      return false;
    }
    advance();
    return true;
  }

  /** Goes into the object or array that comes next. */
  public void enter() {
    require(kind() == Kind.OBJECT || kind() == Kind.ARRAY);
    advance();
  }

  /** Goes past the name of the next member of an object; empty, and behind the object, at its end. */
  public Optional<String> name() {
    if (parser.currentToken() == JsonToken.END_OBJECT) {
      advance();
      return Optional.empty();
    }
    require(parser.currentToken() == JsonToken.FIELD_NAME);
    try {
      var name = parser.currentName();
      advance();
      return Optional.of(name);
    } catch (IOException e) {
      throw invalid();
    }
  }

  /** Tells whether the array has another element; goes behind the array when not. */
  public boolean hasElement() {
    if (parser.currentToken() != JsonToken.END_ARRAY) {
      require(parser.currentToken() != null);
      return true;
    }
    advance();
    return false;
  }

  /** Goes past a string and returns it. */
  public String string() {
    require(kind() == Kind.STRING);
    try {
      var text = parser.getText();
      advance();
      return text;
    } catch (IOException e) {
      throw invalid();
    }
  }

  /** Goes past an integer and returns it; empty when 64 bits do not hold it. */
  public OptionalLong integer() {
    require(kind() == Kind.INTEGER);
    try {
      boolean fits = parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
      var value = fits ? OptionalLong.of(parser.getLongValue()) : OptionalLong.empty();
      advance();
      return value;
    } catch (IOException e) {
      throw invalid();
    }
  }

  /** Goes past the next value, whatever it is. */
  public void skip() {
    require(kind() != Kind.END);
    try {
      parser.skipChildren();
      advance();
    } catch (IOException e) {
      throw invalid();
    }
  }

  private void advance() {
    try {
      parser.nextToken();
    } catch (IOException e) {
      throw invalid();
    }
  }

  private static void require(boolean fits) {
    if (!fits) {
      throw invalid();
    }
  }

  private static JsonException invalid() {
    return new JsonException("not valid JSON");
  }
}
