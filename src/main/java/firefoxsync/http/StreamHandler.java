// SPDX-License-Identifier: MPL-2.0
package firefoxsync.http;

/**
 * A handler whose bodies are longer than memory should hold: it takes them in pieces. Its route's
 * filters judge the head alone, never the whole {@link Request}.
 */
@FunctionalInterface
// Nobody casts one to a plain handler: the dispatcher asks what it is.
@SuppressWarnings("FunctionalInterfaceMethodChanged")
public interface StreamHandler extends Handler {
  /**
   * Judges the head, after the filters and before 100-continue is sent, and returns who takes the
   * body. It must hold nothing yet that would have to be given back.
   */
  BodyReceiver begin(RequestHead head);

  @Override
  default Response handle(Request request) {
    return begin(request.head()).finish(request.body());
  }
}
