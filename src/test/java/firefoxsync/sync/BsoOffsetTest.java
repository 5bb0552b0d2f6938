// SPDX-License-Identifier: MPL-2.0
package firefoxsync.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import firefoxsync.sync.BsoQuery.Sort;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class BsoOffsetTest {
  @ParameterizedTest
  @EnumSource
  void tokenComesBackTheSame(Sort sort) {
    var offset = new BsoOffset(sort, BsoOffset.NO_SORT_INDEX, " odd id ~");

    assertThat(offset.token()).matches("[A-Za-z0-9_-]+");
    assertThat(BsoOffset.parse(offset.token())).isEqualTo(offset);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "12:3", "sammich", "TkVXRVNUIDEg", "%%%"})
  void strangersAreRefused(String token) {
    assertThatThrownBy(() -> BsoOffset.parse(token)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void itemsWithoutSortIndexComeLast() {
    var bso = new Bso("a", SyncTimestamp.ZERO, null, "");

    assertThat(BsoOffset.key(bso, Sort.INDEX)).isLessThan(-BsoUpdate.SORT_INDEX_MAX);
  }
}
