// SPDX-License-Identifier: MPL-2.0
// What the tests ask of a browser's privileged side. Run once per browser; leaves its functions in `e2e`.

const load = name => ChromeUtils.importESModule(name);
const fxAccounts = () => load("resource://gre/modules/FxAccounts.sys.mjs").getFxAccountsSingleton();
const { Weave } = load("resource://services-sync/main.sys.mjs");
const { UIState } = load("resource://services-sync/UIState.sys.mjs");
const { PlacesUtils } = load("resource://gre/modules/PlacesUtils.sys.mjs");
const OLDSYNC = "https://identity.mozilla.com/apps/oldsync";
const browserWindow = () => Services.wm.getMostRecentWindow("navigator:browser");

/** Firefox's own account client, but not the one that this browser uses. */
function foreignClient(server) {
  const { FxAccountsClient } = load("resource://gre/modules/FxAccountsClient.sys.mjs");
  return new FxAccountsClient(`${server}/auth/v1`);
}

/** Returns a field of the request's head; nothing when it is not there. */
function field(channel, name) {
  try {
    return channel.getRequestHeader(name);
  } catch {
    return "";
  }
}

// Every HTTP request of the whole browser, in the order in which they were opened.
const requests = [];
const byChannel = new Map();

// Requests to addresses with this in them are held back, when it is set.
let heldBack = "";
const held = [];

const observer = {
  observe(subject, topic) {
    const channel = subject.QueryInterface(Ci.nsIHttpChannel);
    if (topic === "http-on-modify-request") {
      const request = {
        method: channel.requestMethod,
        url: channel.URI.spec,
        unmodifiedSince: field(channel, "X-If-Unmodified-Since"),
        status: 0,
      };
      byChannel.set(channel.channelId, request);
      requests.push(request);
      if (heldBack && request.url.includes(heldBack)) {
        channel.suspend();
        held.push(channel);
      }
      return;
    }
    const request = byChannel.get(channel.channelId);
    if (request) {
      request.status = channel.responseStatus;
    }
  },
};
Services.obs.addObserver(observer, "http-on-modify-request");
Services.obs.addObserver(observer, "http-on-examine-response");
Services.obs.addObserver(observer, "http-on-examine-cached-response");

globalThis.e2e = {
  requests: () => requests,

  /** Holds back every request from now on whose address has the text in it, and forgets old answers. */
  holdBack(text) {
    Services.cache2.clear();
    heldBack = text;
  },

  heldBack: () => held.length,

  /** Lets all requests go that are held back, and holds back no more. */
  letGo() {
    heldBack = "";
    held.splice(0).forEach(channel => channel.resume());
  },

  /** What a click on "Sign in" in the application menu does. */
  clickSignIn: () => browserWindow().gSync.openFxAEmailFirstPage("fxa_app_menu"),

  /** Has the browser believe what the certificate, in PEM, vouches for. */
  trust(pem) {
    const base64 = pem.replace(/-----[^-]+-----|\s/g, "");
    Cc["@mozilla.org/security/x509certdb;1"].getService(Ci.nsIX509CertDB).addCertFromBase64(base64, "CT,,");
  },

  clickManageAccount: () => browserWindow().gSync.openFxAManagePage("fxa_app_menu"),

  /** What a confirmed click on "Sign out" does. */
  clickSignOut: () => browserWindow().gSync.disconnect({ confirm: false }),

  async state() {
    await Weave.Service.promiseInitialized;
    await UIState.refresh();
    const { login, sync, service } = Weave.Status;
    return {
      ui: UIState.get().status,
      email: UIState.get().email ?? "",
      lastSync: Services.prefs.getStringPref("services.sync.lastSync", ""),
      busy: Weave.Service.locked,
      login,
      sync,
      service,
    };
  },

  clickSyncNow: () => browserWindow().gSync.doSync(),

  /** What the menu does when it opens; a refusal is the account's matter, not the menu's. */
  openAccountMenu: () =>
    fxAccounts().device.refreshDeviceList({ ignoreCached: true }).catch(() => false),

  /** The sync of "Sync now" alone; returns at its end. */
  sync: () => Weave.Service.sync({ why: "user" }),

  async keyId() {
    const account = await fxAccounts()._internal.getUserAccountData();
    return account?.scopedKeys?.[OLDSYNC]?.kid ?? "";
  },

  async sessionToken() {
    const account = await fxAccounts()._internal.getUserAccountData();
    return account?.sessionToken ?? "";
  },

  isSessionValid: (server, sessionToken) => foreignClient(server).sessionStatus(sessionToken),

  destroySession: (server, sessionToken) => foreignClient(server).signOut(sessionToken),

  setClockAhead(millis) {
    const { HawkClient } = load("resource://services-common/hawkclient.sys.mjs");
    HawkClient.prototype.now = () => Date.now() + millis;
  },

  async devices() {
    await fxAccounts().device.refreshDeviceList({ ignoreCached: true });
    return fxAccounts().device.recentDeviceList.map(device => ({
      id: device.id,
      name: device.name,
      isCurrent: device.isCurrentDevice,
      commands: Object.keys(device.availableCommands ?? {}),
    }));
  },

  /** Sends a tab to the only other device. */
  async sendTab(url) {
    const target = fxAccounts().device.recentDeviceList.find(device => !device.isCurrentDevice);
    const tab = { url, title: "A tab", private: false };
    const { failed } = await fxAccounts().commands.sendTab.send([target], tab);
    return failed.length === 0;
  },

  /** Asks for tabs as the sync does that a person starts. */
  fetchTabs: () => fxAccounts().commands.pollDeviceCommands(),

  heard: [],

  listenFor(topic) {
    Services.obs.addObserver((subject, name, data) => e2e.heard.push(String(data)), topic);
  },

  openUrls: () =>
    [...Services.wm.getEnumerator("navigator:browser")].flatMap(window =>
      window.gBrowser.tabs.map(tab => tab.linkedBrowser.currentURI.spec)
    ),

  async addBookmark(url, title) {
    const { unfiledGuid } = PlacesUtils.bookmarks;
    const bookmark = await PlacesUtils.bookmarks.insert({ parentGuid: unfiledGuid, url, title });
    return bookmark.guid;
  },

  async renameBookmark(url, title) {
    const { guid } = await PlacesUtils.bookmarks.fetch({ url });
    await PlacesUtils.bookmarks.update({ guid, title });
  },

  async bookmarkTitle(url) {
    const bookmark = await PlacesUtils.bookmarks.fetch({ url });
    return bookmark?.title ?? "";
  },

  userValue: pref => (Services.prefs.prefHasUserValue(pref) ? Services.prefs.getStringPref(pref) : ""),
};
