// SPDX-License-Identifier: MPL-2.0
package firefoxsync.e2e;

/** The settings of whoever is signed in to a Firefox, used as a person uses them: by their forms. */
final class SettingsPage {
  private static final String OPEN = "#card[data-step=open] #section";

  private final Browser browser;
  private final String server;

  SettingsPage(Browser browser, String server) {
    this.browser = browser;
    this.server = server;
  }

  /** Changes the password; the page tells the browser of its new session. */
  void changePassword(String old, String wanted) {
    open("password");
    sendPassword(old, wanted);
  }

  /** Changes the password, and whether command-line programs may sign in by it, too. */
  void changePasswordAndPrograms(String old, String wanted) {
    open("password");
    browser.await("#command-line:not([hidden])");
    browser.click("input[name=version1]");
    sendPassword(old, wanted);
  }

  private void sendPassword(String old, String wanted) {
    browser.type("#old-password", old);
    browser.type("#new-password", wanted);
    browser.type("#new-password-again", wanted);
    browser.click("#password-form button[type=submit]");
    awaitWords("Your password is changed.");
  }

  /** Disconnects the device that was used last but this one. */
  void disconnectAnother() {
    open("devices");
    browser.click("#devices li:nth-child(2) .ask");
    browser.click("#devices li:nth-child(2) .yes");
    awaitWords("is disconnected.");
  }

  /** Makes a recovery key, and returns its characters as a person reads them. */
  String makeRecoveryKey(String password) {
    open("recovery-key");
    browser.type("#make-password", password);
    browser.click("#make-form button[type=submit]");
    browser.await("#written");
    var characters = browser.page("return document.querySelector('#characters').innerText");
    browser.click("#written");
    awaitWords("You have a recovery key.");
    return characters.asText();
  }

  /** Switches the second step on, and returns the seed that an app was to read. */
  String startTwoStep(String password) {
    open("two-step");
    browser.type("#start-password", password);
    browser.click("#start-form button[type=submit]");
    browser.await("#code");
    var seed = browser.page("return document.querySelector('#seed').innerText").asText();
    browser.type("#code", AuthenticatorApp.of(seed).code());
    browser.click("#confirm-form button[type=submit]");
    browser.click("#written");
    awaitWords("Each new sign-in asks for a code.");
    return seed;
  }

  /** Deletes the account. */
  void deleteAccount(String password) {
    open("delete");
    browser.type("#delete-password", password);
    browser.click("#delete-form button[type=submit]");
    awaitWords("Your account is deleted");
  }

  private void open(String section) {
    browser.open(server + "/settings/" + section);
    browser.await(OPEN);
  }

  private void awaitWords(String words) {
    Patience.until(words, () -> browser.text().contains(words));
  }
}
