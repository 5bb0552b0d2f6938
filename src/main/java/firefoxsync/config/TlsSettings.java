// SPDX-License-Identifier: MPL-2.0
package firefoxsync.config;

import java.nio.file.Path;

/**
 * TLS by the daemon itself. The files are read when it starts, and again whenever they change.
 *
 * @param certificateFile in PEM, the server's own certificate first
 * @param keyFile in PEM, without a password
 */
public record TlsSettings(Path certificateFile, Path keyFile) {}
