// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts.devices;

import firefoxsync.accounts.AccountError;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a browser says of itself; what is null stays as it was.
 *
 * @param id of the device that it believes to be
 * @param push where it takes messages
 */
record DeviceChange(
    @Nullable String id,
    @Nullable String name,
    @Nullable DeviceType type,
    @Nullable Map<String, String> commands,
    PushWish push) {
  private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");
  private static final int NAME_CHARACTERS_MAX = 255;
  private static final int COMMANDS_MAX = 16;
  private static final int COMMAND_NAME_CHARACTERS_MAX = 255;
  private static final int COMMAND_VALUE_CHARACTERS_MAX = 2048;

  DeviceChange {
    if (id != null) {
      checkId(id);
    }
    check(name == null || isName(name), "name");
    check(commands == null || areCommands(commands), "availableCommands");
  }

  /** Refuses what cannot be the id of a device. */
  static void checkId(String id) {
    check(ID.matcher(id).matches(), "id");
  }

  private static boolean isName(String name) {
    return name.length() <= NAME_CHARACTERS_MAX
        && name.codePoints().allMatch(DeviceChange::isOrdinary);
  }

  private static boolean isOrdinary(int codePoint) {
    boolean isNoncharacter =
        (codePoint & 0xFFFE) == 0xFFFE || (codePoint >= 0xFDD0 && codePoint <= 0xFDEF);
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL, Character.PRIVATE_USE, Character.SURROGATE -> false;
      default -> !isNoncharacter;
    };
  }

  private static boolean areCommands(Map<String, String> commands) {
    return commands.size() <= COMMANDS_MAX
        && commands.entrySet().stream()
            .allMatch(command -> command.getKey().length() <= COMMAND_NAME_CHARACTERS_MAX
                && command.getValue().length() <= COMMAND_VALUE_CHARACTERS_MAX);
  }

  private static void check(boolean isGood, String member) {
    if (!isGood) {
      throw AccountError.INVALID_PARAMETER
          .exception("device " + member)
          .with("validation", member + " is not allowed");
    }
  }
}
