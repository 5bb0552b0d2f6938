// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotelog;

import java.time.Duration;

/**
 * How long is waited for a provider, and how much may wait for it.
 *
 * @param request for one answer
 * @param commit for one commit, attempts and pauses together
 * @param pause before the second attempt; it doubles
 * @param waitersMax callers that wait for one provider at once; the next is told to come again
 * @param lagCommits of mode <em>behind</em>: change sets that the provider lacks
 * @param lagBytes their lines
 * @param lag the age of the oldest
 * @param gather how long change sets are gathered for one commit
 * @param checkpointCommits so many commits are worth a checkpoint
 */
record RemoteLogLimits(
    Duration request,
    Duration commit,
    Duration pause,
    int waitersMax,
    int lagCommits,
    long lagBytes,
    Duration lag,
    Duration gather,
    int checkpointCommits) {
  static final RemoteLogLimits STANDARD = new RemoteLogLimits(
      Duration.ofSeconds(4),
      Duration.ofSeconds(8),
      Duration.ofMillis(100),
      8,
      64,
      8 * 1024 * 1024,
      Duration.ofMinutes(5),
      Duration.ofSeconds(2),
      128);
}
