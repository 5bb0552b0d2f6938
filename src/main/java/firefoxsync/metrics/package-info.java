// SPDX-License-Identifier: MPL-2.0
/**
 * Numbers about the running daemon and how they are told to Prometheus. Knows neither whose numbers
 * they are nor who asks; nothing about a person is ever among them.
 */
@NullMarked
package firefoxsync.metrics;

import org.jspecify.annotations.NullMarked;
