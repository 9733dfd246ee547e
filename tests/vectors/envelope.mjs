// Seals what it is given by the device's own module. Usage: node envelope.mjs CONTENT BOUND_TO KEY
import { seal } from "../../newbelongings/web/offline_app/envelope.js";

globalThis.crypto ??= (await import("node:crypto")).webcrypto;
const [content, boundTo, key] = process.argv.slice(2);
process.stdout.write(await seal(JSON.parse(content), boundTo, key));
