// Bundle what runs on an adviser's device. Usage: node tools/bundle_offline.mjs SOURCE STATIC WORKER
import { build } from "esbuild";

const [source, folder, worker] = process.argv.slice(2);
const how = {
  bundle: true,
  minify: true,
  format: "iife",
  target: ["es2022", "safari16"],
  define: { "process.env.NODE_ENV": '"production"' },
  legalComments: "none",
};
await build({ ...how, entryPoints: [`${source}/app.js`, `${source}/take.js`], outdir: folder });
await build({ ...how, entryPoints: [`${source}/worker.js`], outfile: worker });
