// SPDX-License-Identifier: MPL-2.0
package firefoxsync.hawk;

/**
 * What a client signed beside its own attributes: the URL as the world sees it.
 *
 * @param method in upper case
 * @param resource path and query exactly as the client sent them, the public path prefix included
 * @param host in lower case
 * @param port always a number, 443 or 80 when the URL names none
 */
public record HawkTarget(String method, String resource, String host, int port) {}
