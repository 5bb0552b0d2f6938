// SPDX-License-Identifier: MPL-2.0
package firefoxsync.e2e;

import static org.assertj.core.api.Assertions.assertThat;

/** What somebody without a mouse does in each section of the settings, from the overview and back. */
final class SectionKeys {
  private final Viewer viewer;
  private final Keyboard keyboard;
  private final Login login;

  SectionKeys(Viewer viewer, Login login) {
    this.viewer = viewer;
    this.keyboard = new Keyboard(viewer);
    this.login = login;
  }

  /** Goes from the overview into the section, works there, and goes back to the overview. */
  void visit(String section, Runnable work) {
    keyboard.tabToLink("/settings/" + section);
    viewer.press(Viewer.Key.ENTER);
    awaitSection(section);
    work.run();
    keyboard.backToLink("/settings");
    viewer.press(Viewer.Key.ENTER);
    awaitSection("overview");
  }

  void rename() {
    keyboard.tabTo("display-name");
    keyboard.replace("Ada Lovelace");
    viewer.press(Viewer.Key.ENTER);
    awaitWords("Saved");
  }

  void speak() {
    keyboard.tabTo("language");
    keyboard.tabTo("Save");
    viewer.press(Viewer.Key.SPACE);
    awaitWords("Saved");
  }

  void keepDevice() {
    keyboard.tabToLabel("Disconnect: ");
    viewer.press(Viewer.Key.SPACE);
    keyboard.awaitFocus("Keep it");
    viewer.press(Viewer.Key.ENTER);
    Patience.until("nothing was asked", () -> !words().contains("Keep it"));
  }

  void chooseName() {
    keyboard.tabTo("user-name");
    viewer.write("ada-" + Long.toString(System.nanoTime(), 36));
    viewer.press(Viewer.Key.ENTER);
    awaitWords("Nothing is here.");
  }

  void connectNowhere() {
    keyboard.tabTo("address");
    viewer.write("nowhere");
    keyboard.tabTo("More choices");
    viewer.press(Viewer.Key.SPACE);
    keyboard.tabTo("behind");
    viewer.press(Viewer.Key.SPACE);
    keyboard.tabTo("Connect");
    viewer.press(Viewer.Key.ENTER);
    awaitWords("That is not the address of a storage.");
  }

  void changePassword() {
    keyboard.tabTo("password");
    viewer.write(login.password());
    keyboard.tabTo("new-password");
    viewer.write(login.password());
    keyboard.tabTo("new-password-again");
    viewer.write(login.password());
    viewer.press(Viewer.Key.ENTER);
    awaitWords("Your password is changed.");
  }

  void takeSecondStep() {
    typePassword();
    keyboard.awaitFocus("code");
    viewer.write(viewer.page(Resources.text("use-page.js") + "return code();").asText());
    viewer.press(Viewer.Key.ENTER);
    awaitWords("Your recovery codes");
    press("I have put it somewhere safe");
    awaitWords("Each new sign-in asks for a code.");
    keyboard.tabTo("password");
    typePassword();
    awaitWords("Set it up");
  }

  void makeAndRevokeKey() {
    typePassword();
    awaitWords("Your recovery key");
    press("I have put it somewhere safe");
    awaitWords("You have a recovery key.");
    typePassword();
    awaitWords("Make a recovery key");
  }

  void inviteAndTakeBack() {
    keyboard.tabTo("days");
    press("Make a link");
    awaitWords("Send this link");
    press("Take back");
    awaitWords("That link does not work any more.");
  }

  void fearToDelete() {
    keyboard.tabTo("password");
    viewer.write("not the password");
    viewer.press(Viewer.Key.ENTER);
    awaitWords("That password does not match this account.");
    assertThat(words()).contains(login.email());
  }

  private void typePassword() {
    keyboard.tabTo("password");
    viewer.write(login.password());
    viewer.press(Viewer.Key.ENTER);
  }

  private void press(String button) {
    keyboard.tabTo(button);
    viewer.press(Viewer.Key.SPACE);
  }

  private void awaitSection(String name) {
    Patience.until(name + " is open", () -> viewer
        .page("const { step, section } = document.querySelector('#card')?.dataset ?? {};"
            + "return document.readyState === 'complete' && step === 'open' ? section : ''")
        .asText()
        .equals(name));
  }

  private void awaitWords(String words) {
    Patience.until(words, () -> words().contains(words));
  }

  private String words() {
    return viewer
        .page("return document.querySelector('#card')?.innerText ?? ''")
        .asText();
  }
}
