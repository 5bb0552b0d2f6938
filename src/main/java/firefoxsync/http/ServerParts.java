// SPDX-License-Identifier: MPL-2.0
package firefoxsync.http;

import org.jspecify.annotations.Nullable;

/**
 * What all connections of a server share; every part is safe for concurrent use.
 *
 * @param bodies the memory of request bodies
 * @param spool where they go when that gets scarce; without one more of them are a 503
 */
record ServerParts(
    HttpDispatcher dispatcher,
    Workers workers,
    ByteBudget bodies,
    @Nullable Spool spool,
    RequestReader reader,
    AnswerHeads heads,
    AccessLog accessLog,
    HttpLimits limits) {}
