// SPDX-License-Identifier: MPL-2.0
// Runs the page's own modules on the vectors. Returns [what, expected, actual] of every comparison.

const [vectors] = args;
// The page loads its modules when it needs them; they all lie in one folder, whatever hash it is named by.
const loaded = performance.getEntriesByType("resource").map(entry => entry.name);
const folder = loaded.find(url => url.includes("/assets/")).replace(/[^/]+$/, "");
const module = name => import(`${folder}${name}.js`);

const { toHex, fromHex, fromBase64Url } = await module("bytes");
const { stretch, stretchV1 } = await module("onepw");
const { derive, openBundle } = await module("tokens");
const { syncKey } = await module("scoped-keys");

const compared = [];

/** Compares the fields that the vector names. */
function compare(what, vector, actual, ...names) {
  for (const name of names.filter(name => name in vector)) {
    const value = typeof actual[name] === "string" ? actual[name] : toHex(actual[name]);
    compared.push([`${what} ${name}`, vector[name], value]);
  }
}

for (const vector of vectors.stretchV1) {
  const secret = await stretchV1(vector.password, vector.email);
  compare(`v1 ${vector.email}`, vector, secret, "quickStretchedPW", "authPW", "unwrapBKey");
}
for (const vector of vectors.stretchV2) {
  const secret = await stretch(vector.password, vector.clientSalt);
  compare(`v2 ${vector.clientSalt}`, vector, secret, "quickStretchedPW", "authPW", "unwrapBKey");
}
for (const vector of vectors.tokens) {
  compare(vector.kind, vector, await derive(vector.token, vector.kind), "id", "key", "extra");
}
const { bundle } = vectors;
compare("bundle", bundle, await openBundle(bundle.bundle, fromHex(bundle.extra)), "kA", "wrapKb");

const key = await syncKey(fromHex(vectors.syncKey.kB), vectors.syncKey.keyRotationTimestamp);
const kHex = toHex(fromBase64Url(key.k));
compare("Sync key", vectors.syncKey, { ...key, kHex }, "kHex", "kid");
return compared;
