// SPDX-License-Identifier: MPL-2.0
package firefoxsync.e2e;

/** What a person does at a Firefox with keyboard and mouse, all of it counted. */
final class Hands {
  private final Browser browser;
  private int keys;
  private int clicks;

  Hands(Browser browser) {
    this.browser = browser;
  }

  /** Types an address into the address bar and goes there. */
  void goTo(String address) {
    focusAddressBar();
    keys += length(address) + 1;
    browser.writeInWindow(address + Viewer.Key.ENTER.webDriver);
  }

  /** Pastes an address that was copied elsewhere into the address bar and goes there. */
  void goToCopied(String address) {
    browser.copy(address);
    focusAddressBar();
    keys += 3;
    browser.pressWithControl("v");
    browser.writeInWindow(String.valueOf(Viewer.Key.ENTER.webDriver));
  }

  private void focusAddressBar() {
    keys += 2;
    browser.pressWithControl("l");
  }

  /** Types into the field, which has the focus already. */
  void write(String selector, String text) {
    Patience.until("focus on " + selector, () -> browser
        .page("return document.activeElement?.matches(args[0]) ?? false", selector)
        .asBoolean());
    keys += length(text);
    browser.write(text);
  }

  void press(Viewer.Key key) {
    keys++;
    browser.press(key);
  }

  void click(String selector) {
    clicks++;
    browser.click(selector);
  }

  /** Waits until the page shows it. */
  void await(String selector) {
    browser.await(selector);
  }

  /** Opens the menu and chooses "Sign in" there. */
  void clickSignIn(Firefox firefox) {
    clicks += 2;
    firefox.clickSignIn();
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  int keys() {
    return keys;
  }

  int clicks() {
    return clicks;
  }
}
