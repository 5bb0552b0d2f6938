// SPDX-License-Identifier: MPL-2.0
package firefoxsync.config;

import org.jspecify.annotations.Nullable;

/**
 * What one collection takes, where that differs from the others; null where it does not.
 *
 * @param maxRequestBytes a whole request body
 * @param maxPostBytes payload bytes of one POST
 * @param maxRecordPayloadBytes payload bytes of one item
 */
public record CollectionLimits(
    @Nullable Long maxRequestBytes,
    @Nullable Long maxPostBytes,
    @Nullable Long maxRecordPayloadBytes) {}
