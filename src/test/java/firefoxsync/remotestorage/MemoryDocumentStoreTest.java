// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotestorage;

import firefoxsync.TestClock;

final class MemoryDocumentStoreTest implements DocumentStoreContract {
  private final TestClock clock = new TestClock();
  private final DocumentStore store = new MemoryDocumentStore(clock);

  @Override
  public DocumentStore store() {
    return store;
  }

  @Override
  public TestClock clock() {
    return clock;
  }
}
