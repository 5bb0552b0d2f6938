// SPDX-License-Identifier: MPL-2.0
package firefoxsync.bench;

import java.io.IOException;

/** One of those who are measured side by side: it works for a while whenever it is told. */
interface Side extends AutoCloseable {
  /** Works for so long. */
  Round round(double seconds) throws IOException;

  @Override
  void close() throws IOException;
}
