// SPDX-License-Identifier: MPL-2.0
package firefoxsync.crypto;

import com.password4j.ScryptFunction;
import java.security.GeneralSecurityException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The slow hash (scrypt) that stands between a stolen database and the passwords in it. Safe for
 * concurrent use: two run at a time, a few wait, the rest are turned away, so that nobody can make
 * the daemon spend all its memory and time here.
 */
public final class PasswordHash {
  private static final int HASH_BYTES = 32;
  private static final int RUNNING_MAX = 2;
  private static final int WAITING_MAX = 8;
  private static final long WAIT_SECONDS_MAX = 20;

  /**
   * What scrypt costs; 16 MiB a hash by default. Kept with each hash, so that the default can grow.
   *
   * @param n cost in time and memory, a power of two
   */
  public record Cost(int n, int r, int p) {
    /** What new hashes are made with. */
    public static final Cost DEFAULT = new Cost(16_384, 8, 1);

    /** Refuses what would be no work at all, or too much memory. */
    public Cost {
      if (n < 2 || n > 1 << 20 || Integer.bitCount(n) != 1 || r < 1 || r > 16 || p < 1 || p > 16) {
        throw new IllegalArgumentException("scrypt cannot cost n=" + n + " r=" + r + " p=" + p);
      }
    }
  }

  /** Too many hashes are asked for at once; a later try may succeed. */
  public static final class BusyException extends RuntimeException {
    private static final long serialVersionUID = 1;

    BusyException(String reason) {
      super(reason);
    }
  }

  private final Cost cost;
  private final Semaphore places = new Semaphore(RUNNING_MAX + WAITING_MAX);
  private final Semaphore running = new Semaphore(RUNNING_MAX, true);

  /** Takes what new hashes shall cost. */
  public PasswordHash(Cost cost) {
    this.cost = cost;
  }

  /** Returns what new hashes cost. */
  public Cost cost() {
    return cost;
  }

  /**
   * Returns the 32-byte hash.
   *
   * @throws BusyException when the queue is full
   */
  public byte[] of(byte[] secret, byte[] salt, Cost cost) {
    if (!places.tryAcquire()) {
      throw new BusyException("more than " + WAITING_MAX + " wait for a password hash");
    }
    try {
      return inTurn(secret, salt, cost);
    } finally {
      places.release();
    }
  }

  private byte[] inTurn(byte[] secret, byte[] salt, Cost cost) {
    if (!waitForTurn()) {
      throw new BusyException("no password hash within " + WAIT_SECONDS_MAX + " s");
    }
    try {
      return scrypt(secret, salt, cost);
    } finally {
      running.release();
    }
  }

  private boolean waitForTurn() {
    try {
      return running.tryAcquire(WAIT_SECONDS_MAX, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static byte[] scrypt(byte[] secret, byte[] salt, Cost cost) {
    var function = ScryptFunction.getInstance(cost.n(), cost.r(), cost.p(), HASH_BYTES);
    try {
      return function.scrypt(secret, salt, HASH_BYTES);
    } catch (GeneralSecurityException e) {
      // Every Java platform has HmacSHA256, the only thing scrypt asks of it.
      throw new IllegalStateException(e);
    }
  }
}
