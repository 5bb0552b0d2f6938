// SPDX-License-Identifier: MPL-2.0
package firefoxsync.sync;

import firefoxsync.TestClock;

final class MemoryBsoStoreTest implements BsoStoreContract {
  private final TestClock clock = new TestClock();
  private final MemoryBsoStore store = new MemoryBsoStore(clock);

  @Override
  public BsoStore store() {
    return store;
  }

  @Override
  public TestClock clock() {
    return clock;
  }
}
