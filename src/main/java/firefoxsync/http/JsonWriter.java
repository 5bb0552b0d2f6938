// SPDX-License-Identifier: MPL-2.0
package firefoxsync.http;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** Writes JSON as UTF-8 from front to back, for texts too large to be built first. */
public final class JsonWriter implements AutoCloseable {
  private static final JsonFactory FACTORY = new JsonFactory();

  private final JsonGenerator generator;

  private JsonWriter(JsonGenerator generator) {
    this.generator = generator;
  }

  /** Starts a text; {@link #close} hands the last of it to the stream, and leaves that open. */
  public static JsonWriter to(OutputStream out) {
    try {
      var generator = FACTORY.createGenerator(out, JsonEncoding.UTF8);
      generator.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      generator.setRootValueSeparator(new SerializedString(""));
      return new JsonWriter(generator);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Begins an object. */
  public JsonWriter beginObject() {
    return run(generator::writeStartObject);
  }

  /** Ends the object that was begun last. */
  public JsonWriter endObject() {
    return run(generator::writeEndObject);
  }

  /** Begins an array. */
  public JsonWriter beginArray() {
    return run(generator::writeStartArray);
  }

  /** Ends the array that was begun last. */
  public JsonWriter endArray() {
    return run(generator::writeEndArray);
  }

  /** Writes the name of a member. */
  public JsonWriter name(String name) {
    return run(() -> generator.writeFieldName(name));
  }

  /** Writes a text. */
  public JsonWriter string(String text) {
    return run(() -> generator.writeString(text));
  }

  /** Writes a text that is in UTF-8 already. */
  public JsonWriter utf8(byte[] text) {
    var escaped = JsonText.escaped(text);
    return run(() -> generator.writeRawUTF8String(escaped, 0, escaped.length));
  }

  /** Writes an integer. */
  public JsonWriter number(long number) {
    return run(() -> generator.writeNumber(number));
  }

  /** Writes a number that is spelled already, so that it keeps its decimals. */
  public JsonWriter number(String literal) {
    return run(() -> generator.writeNumber(literal));
  }

  /** Ends the line between two texts of one stream. */
  public JsonWriter newline() {
    return run(() -> generator.writeRaw('\n'));
  }

  @Override
  public void close() {
    run(generator::close);
  }

  private JsonWriter run(Step step) {
    try {
      step.run();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @FunctionalInterface
  private interface Step {
    void run() throws IOException;
  }
}
