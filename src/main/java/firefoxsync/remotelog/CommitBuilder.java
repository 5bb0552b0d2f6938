// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotelog;

import firefoxsync.sync.BatchId;
import firefoxsync.sync.ChangeSet;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes commits of change sets; what is long goes into parts, which are kept at once. */
final class CommitBuilder {
  private final LogGround ground;
  private final LogGround.Linked linked;
  private final DocumentCodec codec;
  private long partBytes;

  CommitBuilder(LogGround ground, LogGround.Linked linked) {
    this.ground = ground;
    this.linked = linked;
    this.codec = linked.link().secret().codec();
  }

  /** Returns the commit that these sets are, in order. */
  OutboxEntry commit(List<ChangeSet> sets) {
    return ground
        .store()
        .snapshot(
            linked.log().uid(),
            snapshot -> build(batches(sets), 0, out -> {
              try (var lines = new ChangeWriter(out)) {
                sets.forEach(set -> lines.write(set, snapshot));
              }
            }));
  }

  /** Returns the commit of what was kept here before, up to this row. */
  OutboxEntry unsent(long toSeq) {
    return ground
        .database()
        .read(tx -> build(List.of(), toSeq, out -> new LogStore(tx)
            .eachUnsent(linked.log().uid(), toSeq, lines -> out.write(lines, 0, lines.length))));
  }

  /** Returns a commit without change sets. */
  OutboxEntry bare(CommitHead.Type type) {
    var document = codec.encode(head(type, null).line());
    return new OutboxEntry(number(), document, document.bytes().length, List.of(), 0);
  }

  private long number() {
    return linked.log().number() + 1;
  }

  private OutboxEntry build(List<BatchId> batches, long unsentTo, Consumer<PartWriter> lines) {
    // What an attempt before this one has left.
    change(logs -> logs.dropParts(linked.log().uid(), number()));
    partBytes = 0;
    int bytesMax = linked.link().traits().documentBytesMax();
    var parts = new PartWriter(codec, bytesMax, this::keep);
    lines.accept(parts);
    var whole = parts.unparted().map(this::withHead).filter(d -> d.bytes().length <= bytesMax);
    var document = whole.orElseGet(() -> withParts(parts.finish()));
    return new OutboxEntry(
        number(), document, document.bytes().length + partBytes, batches, unsentTo);
  }

  private LogDocument withHead(byte[] lines) {
    var text = new ByteArrayOutputStream();
    text.writeBytes(head(CommitHead.Type.COMMIT, null).line());
    text.write('\n');
    text.writeBytes(lines);
    return codec.encode(text.toByteArray());
  }

  private LogDocument withParts(List<String> digests) {
    return codec.encode(head(CommitHead.Type.COMMIT, digests).line());
  }

  private CommitHead head(CommitHead.Type type, @Nullable List<String> parts) {
    var log = linked.log();
    var keys = type == CommitHead.Type.OPEN ? log.keys() : null;
    return new CommitHead(type, number(), log.digest(), log.writer(), keys, parts);
  }

  private void keep(LogDocument part) {
    partBytes += part.bytes().length;
    change(logs -> logs.addPart(linked.log().uid(), number(), part));
  }

  private void change(Consumer<LogStore> change) {
    ground.change(linked.log().uid(), change);
  }

  private static List<BatchId> batches(List<ChangeSet> sets) {
    var ids = new ArrayList<BatchId>();
    for (var set : sets) {
      for (var change : set.changes()) {
        if (change instanceof ChangeSet.Commit commit) {
          ids.add(commit.batch());
        }
      }
    }
    return ids;
  }
}
