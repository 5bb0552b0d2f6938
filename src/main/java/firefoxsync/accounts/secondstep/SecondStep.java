// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts.secondstep;

/** A seed as it is kept, sealed, and which of its codes was used last. */
final class SecondStep {
  private final byte[] sealedSeed;
  private final boolean isActive;
  private final long lastStep;

  SecondStep(byte[] sealedSeed, boolean isActive, long lastStep) {
    this.sealedSeed = sealedSeed;
    this.isActive = isActive;
    this.lastStep = lastStep;
  }

  byte[] sealedSeed() {
    return sealedSeed;
  }

  /** Tells whether the person has shown that her app has the seed. */
  boolean isActive() {
    return isActive;
  }

  long lastStep() {
    return lastStep;
  }
}
