// SPDX-License-Identifier: MPL-2.0
// Seals keys for the browser's public key: compact JWE, ECDH-ES with A256GCM (RFC 7516, 7518).

import { concat, random, sha256, toBase64Url, utf8 } from "./bytes.js";

const CURVE = { name: "ECDH", namedCurve: "P-256" };

/** Encrypts so that only the holder of the private key can read it, the server included. */
export async function seal(plaintext, { kty, crv, x, y }) {
  const recipient = await crypto.subtle.importKey("jwk", { kty, crv, x, y }, CURVE, false, []);
  const own = await crypto.subtle.generateKey(CURVE, false, ["deriveBits"]);
  const epk = await crypto.subtle.exportKey("jwk", own.publicKey);
  const shared = await crypto.subtle.deriveBits(
    { name: "ECDH", public: recipient }, own.privateKey, 256);
  const key = await crypto.subtle.importKey(
    "raw", await contentKey(new Uint8Array(shared)), "AES-GCM", false, ["encrypt"]);

  // Firefox refuses apu and apv.
  const header = {
    alg: "ECDH-ES", enc: "A256GCM", epk: { kty: "EC", crv: "P-256", x: epk.x, y: epk.y },
  };
  const first = toBase64Url(utf8(JSON.stringify(header)));
  const iv = random(12);
  const sealed = new Uint8Array(await crypto.subtle.encrypt(
    { name: "AES-GCM", iv, additionalData: utf8(first), tagLength: 128 }, key, plaintext));
  const parts = [iv, sealed.slice(0, -16), sealed.slice(-16)].map(toBase64Url);
  return [first, "", ...parts].join(".");
}

/** Concat KDF, one round: counter, secret, algorithm, no party names, 256 bits. */
function contentKey(shared) {
  const algorithm = utf8("A256GCM");
  return sha256(concat(
    uint32(1), shared, uint32(algorithm.length), algorithm, uint32(0), uint32(0), uint32(256)));
}

const uint32 = (n) => new Uint8Array([n >>> 24, n >>> 16, n >>> 8, n]);
