// SPDX-License-Identifier: MPL-2.0
package firefoxsync.config;

/**
 * The account events that an accounts server sends.
 *
 * @param clientId under which this server is known there
 * @param keys the JSON Web Key Set of whoever signs them
 */
public record MozillaEventsSettings(String clientId, String keys) {}
