// SPDX-License-Identifier: MPL-2.0
package firefoxsync.sync;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement that is put together from parts, each with the values that it binds. */
final class SqlText {
  /** Lists are filled up to these lengths, so that few different statements are ever prepared. */
  private static final int[] LENGTHS = {1, 4, 16, 64, 128};

  private final StringBuilder sql = new StringBuilder();
  private final List<@Nullable Object> values = new ArrayList<>();

  /** Appends a part on a line of its own. */
  SqlText add(String part, @Nullable Object... bound) {
    sql.append(part).append('\n');
    Collections.addAll(values, bound);
    return this;
  }

  /** Appends a condition that {@code id} is among the ids, of which there is one at least. */
  SqlText addIds(List<String> ids) {
    int length = ids.size();
    for (int i = LENGTHS.length - 1; i >= 0 && LENGTHS[i] >= ids.size(); i--) {
      length = LENGTHS[i];
    }
    sql.append("AND id IN (?").append(", ?".repeat(length - 1)).append(")\n");
    values.addAll(ids);
    values.addAll(Collections.nCopies(length - ids.size(), ids.get(0)));
    return this;
  }

  String sql() {
    return sql.toString();
  }

  @Nullable Object[] values() {
    return values.toArray();
  }
}
