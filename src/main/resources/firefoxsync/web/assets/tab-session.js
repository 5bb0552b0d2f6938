// SPDX-License-Identifier: MPL-2.0
// The session of a person who signed in on this page itself: it lives as long as its tab.

const NAME = "session";

export const keptSession = () => sessionStorage.getItem(NAME) ?? undefined;

export const keepSession = (sessionToken) => sessionStorage.setItem(NAME, sessionToken);

export const forgetSession = () => sessionStorage.removeItem(NAME);
