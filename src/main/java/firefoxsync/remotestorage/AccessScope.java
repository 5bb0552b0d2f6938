// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotestorage;

import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a token reaches: {@code contacts:r photos:rw}, or {@code *:rw}. A module reaches its folder
 * and its folder below {@code public}, and nothing beside them (draft, "Access control").
 *
 * @param modules what may be done to each; {@link #EVERYTHING} stands for all, the root included
 */
public record AccessScope(NavigableMap<String, AccessMode> modules) {
  /** In place of a module: the whole tree. */
  public static final String EVERYTHING = "*";

  /** More would be no scope that anybody could read before saying yes. */
  private static final int MODULES_MAX = 32;

  /**
   * What no module is called: the one is a folder that modules have parts of, the other meant
   * everything in the protocol's first years, and an app that asks so must not believe it has that.
   */
  private static final Set<String> RESERVED = Set.of(DocumentPath.PUBLIC, "root");

  private static final Pattern MODULE = Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}");

  /** Refuses what is no scope. */
  public AccessScope {
    if (modules.isEmpty() || modules.size() > MODULES_MAX) {
      throw new IllegalArgumentException("not 1 to " + MODULES_MAX + " modules");
    }
    modules.keySet().forEach(AccessScope::checkModule);
    modules = Collections.unmodifiableNavigableMap(new TreeMap<>(modules));
  }

  /**
   * Parses what a client asks for; a module that is named twice has the wider of both.
   *
   * @throws IllegalArgumentException when any part is malformed, or none is there
   */
  public static AccessScope parse(String wireForm) {
    var modules = new TreeMap<String, AccessMode>();
    for (var part : wireForm.split(" ", -1)) {
      int colon = part.indexOf(':');
      if (colon < 0) {
        throw new IllegalArgumentException("a scope without a colon: " + part);
      }
      var mode = AccessMode.parse(part.substring(colon + 1));
      modules.merge(part.substring(0, colon), mode, AccessScope::wider);
    }
    return new AccessScope(modules);
  }

  /** Returns the scope of one module. */
  public static AccessScope of(String module, AccessMode mode) {
    return new AccessScope(new TreeMap<>(Map.of(module, mode)));
  }

  /** Tells whether the mode is allowed on a document or folder. */
  public boolean allows(AccessMode needed, DocumentPath path) {
    var everywhere = modules.get(EVERYTHING);
    if (everywhere != null && everywhere.includes(needed)) {
      return true;
    }
    return path.module().map(modules::get).filter(mode -> mode.includes(needed)).isPresent();
  }

  /** Tells whether this reaches all that the other does. */
  public boolean covers(AccessScope other) {
    var everywhere = modules.get(EVERYTHING);
    return other.modules.entrySet().stream().allMatch(wanted -> {
      var own = modules.get(wanted.getKey());
      return (everywhere != null && everywhere.includes(wanted.getValue()))
          || (own != null && own.includes(wanted.getValue()));
    });
  }

  /** Returns the scope as clients write it, its modules sorted. */
  public String wireForm() {
    return modules.entrySet().stream()
        .map(module -> module.getKey() + ":" + module.getValue().wireForm())
        .collect(Collectors.joining(" "));
  }

  private static AccessMode wider(AccessMode one, AccessMode other) {
    return one.includes(other) ? one : other;
  }

  private static void checkModule(String module) {
    boolean isModule = MODULE.matcher(module).matches() && !RESERVED.contains(module);
    if (!isModule && !module.equals(EVERYTHING)) {
      throw new IllegalArgumentException("no name of a module: " + module);
    }
  }
}
