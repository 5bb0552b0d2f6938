// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotestorage;

import firefoxsync.http.JsonWriter;
import java.io.OutputStream;

/** A folder's listing as JSON-LD: versions without quotes, lengths in bytes. */
final class FolderDescription {
  /** The media type of listings. */
  static final String MEDIA_TYPE = "application/ld+json";

  private static final String CONTEXT = "http://remotestorage.io/spec/folder-description";

  private FolderDescription() {}

  /** Writes each item as it is read: a folder may hold more than memory should. */
  static void write(DocumentTree tree, DocumentPath folder, OutputStream out) {
    try (var json = JsonWriter.to(out)) {
      json.beginObject().name("@context").string(CONTEXT).name("items").beginObject();
      tree.items(folder, item -> write(item, json));
      json.endObject().endObject();
    }
  }

  private static void write(FolderItem item, JsonWriter json) {
    var node = item.node();
    json.name(node instanceof Folder ? item.name() + "/" : item.name())
        .beginObject()
        .name("ETag")
        .string(node.etag().value());
    if (node instanceof Document document) {
      json.name("Content-Type")
          .string(document.contentType())
          .name("Content-Length")
          .number(document.length())
          .name("Last-Modified")
          .string(HttpDate.of(document.modifiedAt()));
    }
    json.endObject();
  }
}
