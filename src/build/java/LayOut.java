// SPDX-License-Identifier: MPL-2.0

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Lays out {@code target/dist} as the package installs it; called by the build.
 *
 * <p>Jars are packed again: without compression, since the package's xz is better at it when it sees
 * the plain bytes; without the native libraries of systems that have no Debian packages; with one
 * fixed time and order, so that two builds are equal to the byte.
 */
final class LayOut {
  /** sqlite-jdbc carries about twenty native libraries; only glibc Linux runs a Debian package. */
  private static final Pattern FOREIGN_NATIVE = Pattern.compile("org/sqlite/native/(?!Linux/).*");

  /** Java 17 still follows the indexes of Netty's jars, and refuses one of them. */
  private static final String INDEX = "META-INF/INDEX.LIST";

  /** The earliest time that a zip file can express without a time zone. */
  private static final LocalDateTime FIXED_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  private final Path base;
  private final Path dist;

  private LayOut(Path base) {
    this.base = base;
    this.dist = base.resolve("target/dist");
  }

  /** Takes the project's folder, the program's own jar, and the class path of its dependencies. */
  public static void main(String[] args) throws IOException {
    var layOut = new LayOut(Path.of(args[0]));
    layOut.clear();
    layOut.server(args);
    layOut.client();
  }

  private void server(String[] args) throws IOException {
    jars(Path.of(args[1]), args[2]);
    program("bin/firefox-sync");
    program("libexec/prepare");
    manualPages();
    completions(args[1] + File.pathSeparator + args[2]);
    compressed("debian/changelog", "share/doc/firefox-sync/changelog.gz");
    plain("debian/copyright", "share/doc/firefox-sync/copyright");
    plain("debian/README.Debian", "share/doc/firefox-sync/README.Debian");
    plain("etc/firefox-sync.toml", "share/firefox-sync/firefox-sync.toml");
    folder("debian/examples", "share/doc/firefox-sync/examples");
    plain("debian/default", "etc/default/firefox-sync");
    folder("etc/fail2ban/filter.d", "etc/fail2ban/filter.d");
    plain("systemd/firefox-sync.service", "units/systemd/system/firefox-sync.service");
    plain("systemd/firefox-sync.socket", "units/systemd/system/firefox-sync.socket");
    plain(
        "systemd/firefox-sync-backup.service", "units/systemd/system/firefox-sync-backup.service");
    plain("systemd/firefox-sync-backup.timer", "units/systemd/system/firefox-sync-backup.timer");
    plain("systemd/sysusers.conf", "units/sysusers.d/firefox-sync.conf");
    plain("systemd/tmpfiles.conf", "units/tmpfiles.d/firefox-sync.conf");
  }

  /** The second package, which only sets the server for this machine's Firefoxes. */
  private void client() throws IOException {
    compressed("debian/changelog", "../client/doc/firefox-sync-client/changelog.gz");
    plain("debian/client.copyright", "../client/doc/firefox-sync-client/copyright");
    plain("debian/client.lintian", "../client/lintian/overrides/firefox-sync-client");
  }

  private void clear() throws IOException {
    delete(dist);
    delete(base.resolve("target/client"));
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (var paths = Files.walk(folder)) {
      for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  private void jars(Path own, String classPath) throws IOException {
    var lib = Files.createDirectories(dist.resolve("lib"));
    repack(own, lib.resolve("firefox-sync.jar"));
    for (var entry : classPath.split(Pattern.quote(File.pathSeparator))) {
      if (entry.endsWith(".jar")) {
        repack(Path.of(entry), lib.resolve(Path.of(entry).getFileName()));
      }
    }
  }

  private static void repack(Path from, Path to) throws IOException {
    try (var zip = new ZipFile(from.toFile());
        var out = new ZipOutputStream(Files.newOutputStream(to))) {
      out.setMethod(ZipOutputStream.STORED);
      for (var name : names(zip)) {
        var bytes = zip.getInputStream(zip.getEntry(name)).readAllBytes();
        var crc = new CRC32();
        crc.update(bytes);
        var entry = new ZipEntry(name);
        entry.setTimeLocal(FIXED_TIME);
        entry.setSize(bytes.length);
        entry.setCrc(crc.getValue());
        out.putNextEntry(entry);
        out.write(bytes);
      }
    }
  }

  /** The entries to keep; the manifest comes first, where {@code JarInputStream} wants it. */
  private static List<String> names(ZipFile zip) {
    var names = new TreeSet<String>();
    zip.stream()
        .filter(entry -> !entry.isDirectory())
        .map(ZipEntry::getName)
        .filter(name -> !name.equals(INDEX) && !FOREIGN_NATIVE.matcher(name).matches())
        .forEach(names::add);
    var ordered = new ArrayList<String>();
    if (names.remove("META-INF/MANIFEST.MF")) {
      ordered.add("META-INF/MANIFEST.MF");
    }
    ordered.addAll(names);
    return ordered;
  }

  private void plain(String from, String name) throws IOException {
    Files.copy(base.resolve(from), target(name));
  }

  private void folder(String from, String name) throws IOException {
    try (var files = Files.newDirectoryStream(base.resolve(from))) {
      for (var file : files) {
        plain(from + "/" + file.getFileName(), name + "/" + file.getFileName());
      }
    }
  }

  private void program(String name) throws IOException {
    plain(name, name);
    Files.setPosixFilePermissions(dist.resolve(name), PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Path target(String name) throws IOException {
    var path = dist.resolve(name);
    Files.createDirectories(path.getParent());
    return path;
  }

  /** The section of a manual page is the end of its name. */
  private void manualPages() throws IOException {
    try (var pages = Files.newDirectoryStream(base.resolve("man"), "*.[1-8]")) {
      for (var page : pages) {
        var name = page.getFileName().toString();
        var section = name.charAt(name.length() - 1);
        compressed("man/" + name, "share/man/man" + section + "/" + name + ".gz");
      }
    }
  }

  /** The commands as they are now; zsh understands what bash does. */
  private void completions(String classPath) throws IOException {
    var bash = target("share/bash-completion/completions/firefox-sync");
    run(List.of(
        ProcessHandle.current().info().command().orElse("java"),
        "-cp",
        classPath,
        "picocli.AutoComplete",
        "--force",
        "--name=firefox-sync",
        "--completionScript=" + bash,
        "firefoxsync.cli.FirefoxSync"));
    // It is read by a shell, never run.
    var lines = Files.readAllLines(bash);
    Files.write(bash, lines.get(0).startsWith("#!") ? lines.subList(1, lines.size()) : lines);
    plain("debian/zsh-completion", "share/zsh/vendor-completions/_firefox-sync");
  }

  private static void run(List<String> command) throws IOException {
    try {
      int status = new ProcessBuilder(command).inheritIO().start().waitFor();
      if (status != 0) {
        throw new IOException(command + " ended with status " + status);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  /** Writes what {@code gzip -9n} writes: Java's own stream leaves out that level 9 was used. */
  private void compressed(String from, String name) throws IOException {
    var bytes = Files.readAllBytes(base.resolve(from));
    var crc = new CRC32();
    crc.update(bytes);
    try (var out = Files.newOutputStream(target(name))) {
      out.write(new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 2, 3});
      out.write(deflated(bytes));
      writeIntLittleEndian(out, (int) crc.getValue());
      writeIntLittleEndian(out, bytes.length);
    }
  }

  private static byte[] deflated(byte[] bytes) throws IOException {
    var deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
    try (var out = new ByteArrayOutputStream();
        var deflating = new DeflaterOutputStream(out, deflater)) {
      deflating.write(bytes);
      deflating.finish();
      return out.toByteArray();
    } finally {
      deflater.end();
    }
  }

  private static void writeIntLittleEndian(OutputStream out, int value) throws IOException {
    out.write(value);
    out.write(value >>> 8);
    out.write(value >>> 16);
    out.write(value >>> 24);
  }
}
