// Locks one sheet so that only the service can open it: the device's side of domain/kernel/envelopes.py.
const CURVE = { name: "ECDH", namedCurve: "P-256" };
const INFO = new TextEncoder().encode("newbelongings envelope 1");
const VERSION = 1;
const BLOCK = 8192;

// Plain values, bound to a text, as base64. `serverKey` is the service's public key, in base64 too.
export async function seal(content, boundTo, serverKey) {
  const { subtle } = crypto;
  const theirs = await subtle.importKey("raw", fromBase64(serverKey), CURVE, false, []);
  const oneTime = await subtle.generateKey(CURVE, false, ["deriveBits"]);
  const point = new Uint8Array(await subtle.exportKey("raw", oneTime.publicKey));
  const secret = await subtle.deriveBits({ name: "ECDH", public: theirs }, oneTime.privateKey, 256);
  const drawn = await subtle.importKey("raw", secret, "HKDF", false, ["deriveKey"]);
  const how = { name: "HKDF", hash: "SHA-256", salt: point, info: INFO };
  const lock = await subtle.deriveKey(how, drawn, { name: "AES-GCM", length: 256 }, false, ["encrypt"]);
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const additionalData = new TextEncoder().encode(boundTo);
  const locked = await subtle.encrypt({ name: "AES-GCM", iv, additionalData }, lock, padded(content));
  return toBase64([[VERSION], point, iv, new Uint8Array(locked)]);
}

// As JSON with spaces behind it, so that a long answer is not known by its length.
function padded(content) {
  const bytes = new TextEncoder().encode(JSON.stringify(content));
  const whole = new Uint8Array(Math.ceil(bytes.length / BLOCK) * BLOCK).fill(0x20);
  whole.set(bytes);
  return whole;
}

function toBase64(parts) {
  let text = "";
  for (const part of parts) for (const byte of part) text += String.fromCharCode(byte);
  return btoa(text);
}

function fromBase64(text) {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}
