// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotestorage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** A person's documents in memory; a change makes another tree. */
final class MemoryDocumentTree implements DocumentTree {
  private static final Comparator<String> BY_BYTES =
      (one, other) -> Arrays.compareUnsigned(one.getBytes(UTF_8), other.getBytes(UTF_8));

  /** A version, and the document unless it is a folder's. */
  private record Kept(long version, Optional<Stored> document) {}

  private record Stored(String contentType, Bytes bytes, long modifiedAt, long upload) {}

  /** Bytes that a record may hold. */
  static final class Bytes {
    private final byte[] value;

    Bytes(byte[] value) {
      this.value = value;
    }

    byte[] value() {
      return value;
    }
  }

  private final String epoch;
  private final long changes;
  private final Map<DocumentPath, Kept> nodes;

  MemoryDocumentTree(String epoch) {
    this(epoch, 0, Map.of());
  }

  private MemoryDocumentTree(String epoch, long changes, Map<DocumentPath, Kept> nodes) {
    this.epoch = epoch;
    this.changes = changes;
    this.nodes = nodes;
  }

  MemoryDocumentTree renewed(String newEpoch) {
    return new MemoryDocumentTree(newEpoch, changes, nodes);
  }

  MemoryDocumentTree with(DocumentChange.Put put, byte[] bytes, long nowMillis) {
    var stored =
        new Stored(put.contentType(), new Bytes(bytes), nowMillis, put.content().upload());
    var more = new HashMap<>(nodes);
    more.put(put.path(), new Kept(changes + 1, Optional.of(stored)));
    return changed(put.path(), more);
  }

  MemoryDocumentTree without(DocumentPath path) {
    var fewer = new HashMap<>(nodes);
    fewer.remove(path);
    return changed(path, fewer);
  }

  private MemoryDocumentTree changed(DocumentPath path, Map<DocumentPath, Kept> changed) {
    path.ancestors()
        .forEach(folder -> changed.put(folder, new Kept(changes + 1, Optional.empty())));
    changed
        .keySet()
        .removeIf(folder -> folder.isFolder()
            && !folder.names().isEmpty()
            && changed.keySet().stream()
                .noneMatch(inner -> !inner.isFolder() && inner.ancestors().contains(folder)));
    return new MemoryDocumentTree(epoch, changes + 1, changed);
  }

  @Override
  public Optional<Node> node(DocumentPath path) {
    if (path.names().isEmpty()) {
      return Optional.of(new Folder(changes == 0 ? Etag.NOTHING : Etag.of(changes, epoch)));
    }
    var document = nodes.get(new DocumentPath(path.names(), false));
    var folder = nodes.get(new DocumentPath(path.names(), true));
    return Optional.ofNullable(document == null ? folder : document).map(this::node);
  }

  private Node node(Kept kept) {
    var etag = Etag.of(kept.version(), epoch);
    return kept.document()
        .<Node>map(d -> new Document(
            etag, d.contentType(), d.bytes().value().length, d.modifiedAt(), d.upload()))
        .orElseGet(() -> new Folder(etag));
  }

  @Override
  public boolean isBelowDocument(DocumentPath path) {
    return path.ancestors().stream()
        .filter(folder -> !folder.names().isEmpty())
        .anyMatch(folder -> nodes.containsKey(new DocumentPath(folder.names(), false)));
  }

  @Override
  public void items(DocumentPath folder, Consumer<FolderItem> consumer) {
    var items = new TreeMap<String, Node>(BY_BYTES);
    for (var path : new LinkedHashSet<>(nodes.keySet())) {
      if (!path.names().isEmpty() && path.parent().equals(folder)) {
        node(path).ifPresent(node -> items.put(path.name(), node));
      }
    }
    items.forEach((name, node) -> consumer.accept(new FolderItem(name, node)));
  }

  @Override
  public void content(Document document, ByteRange range, Consumer<byte[]> consumer) {
    nodes.values().stream()
        .flatMap(kept -> kept.document().stream())
        .filter(stored -> stored.upload() == document.upload() && range.length() > 0)
        .forEach(stored -> consumer.accept(Arrays.copyOfRange(
            stored.bytes().value(), (int) range.first(), (int) range.last() + 1)));
  }

  @Override
  public long documents() {
    return nodes.keySet().stream().filter(path -> !path.isFolder()).count();
  }

  @Override
  public long usedBytes() {
    return nodes.values().stream()
        .flatMap(kept -> kept.document().stream())
        .mapToLong(stored -> stored.bytes().value().length)
        .sum();
  }
}
