// SPDX-License-Identifier: MPL-2.0
package firefoxsync.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A body that goes to a file of the spool while it comes, and has memory only once it is complete: so
 * that slow clients do not share it out among them.
 */
final class SpooledBody implements BodyReceiver {
  private final Spool spool;
  private final ByteBudget memory;
  private final Function<byte[], Response> answer;

  // Mutable state; calls come one after the other
  private @Nullable FileChannel file;
  private long length;

  /** Takes where it goes, what is shared by all bodies in memory, and who answers the whole one. */
  SpooledBody(Spool spool, ByteBudget memory, Function<byte[], Response> answer) {
    this.spool = spool;
    this.memory = memory;
    this.answer = answer;
  }

  @Override
  public void take(byte[] piece) {
    if (!spool.disk().take(piece.length)) {
      throw new FaultException(HttpFault.UNAVAILABLE, "the spool is full");
    }
    try {
      if (file == null) {
        file = spool.newFile();
      }
      var bytes = ByteBuffer.wrap(piece);
      while (bytes.hasRemaining()) {
        file.write(bytes, length + bytes.position());
      }
      length += piece.length;
    } catch (IOException e) {
      spool.disk().give(piece.length);
      throw unavailable(e);
    }
  }

  @Override
  public Response finish(byte[] rest) {
    int whole = Math.toIntExact(length + rest.length);
    if (!memory.take(whole)) {
      throw new FaultException(HttpFault.UNAVAILABLE, "no memory for a body that has come");
    }
    try {
      var bytes = read(whole, rest);
      abandon();
      return answer.apply(bytes);
    } finally {
      memory.give(whole);
    }
  }

  private byte[] read(int whole, byte[] rest) {
    var bytes = ByteBuffer.allocate(whole).limit((int) length);
    try {
      while (file != null && bytes.hasRemaining()) {
        if (file.read(bytes, bytes.position()) < 0) {
          throw new IOException("the file is shorter than what was written");
        }
      }
    } catch (IOException e) {
      throw unavailable(e);
    }
    return bytes.limit(whole).put(rest).array();
  }

  @Override
  public void abandon() {
    spool.disk().give(length);
    length = 0;
    try {
      if (file != null) {
        file.close();
        file = null;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close a spool file", e);
    }
  }

  /** The disk may be full; what fits into memory is taken all the same. */
  private static FaultException unavailable(IOException cause) {
    return new FaultException(
        HttpFault.UNAVAILABLE, "a spool file cannot be used: " + cause.getMessage());
  }
}
