// SPDX-License-Identifier: MPL-2.0
package firefoxsync.e2e;

/** The page behind a reset link, used by its forms. */
final class ResetPage {
  private static final String SUBMIT = "button[type=submit]";

  private final Browser browser;

  /** Opens the link. */
  ResetPage(Browser browser, String link) {
    this.browser = browser;
    browser.open("about:blank");
    browser.open(link);
  }

  /** Keeps all data by the recovery key. */
  void resetWithKey(String recoveryKey, String wanted) {
    browser.type("input[name=recovery-key]", recoveryKey);
    browser.click(SUBMIT);
    takePassword(wanted);
  }

  /** Begins anew, with what the browsers still hold. */
  void resetWithoutKey(String wanted) {
    takePassword(wanted);
  }

  /** Has a code mailed. */
  void askForCode(String email) {
    browser.type("input[name=address]", email);
    browser.click(SUBMIT);
  }

  /** Types the code of the letter, and begins anew. */
  void resetByCode(String code, String wanted) {
    browser.type("input[name=code]", code);
    browser.click(SUBMIT);
    takePassword(wanted);
  }

  private void takePassword(String wanted) {
    browser.type("input[name=password]", wanted);
    browser.type("input[name=password-confirm]", wanted);
    browser.click(SUBMIT);
    Patience.until("it is reset", () -> browser.text().contains("Your password is changed"));
  }
}
