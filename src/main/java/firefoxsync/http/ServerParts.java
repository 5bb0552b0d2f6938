// SPDX-License-Identifier: MPL-2.0
package firefoxsync.http;

/** What all connections of a server share; every part is safe for concurrent use. */
record ServerParts(
    HttpDispatcher dispatcher,
    Workers workers,
    ByteBudget bodies,
    RequestReader reader,
    AnswerHeads heads,
    AccessLog accessLog,
    HttpLimits limits) {}
