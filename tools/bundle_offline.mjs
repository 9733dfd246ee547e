// Bundle what runs on an adviser's device. Usage: node tools/bundle_offline.mjs SOURCE FOLDER
import { build } from "esbuild";

const [source, outdir] = process.argv.slice(2);
await build({
  entryPoints: ["app", "take", "worker"].map((name) => `${source}/${name}.js`),
  outdir,
  bundle: true,
  minify: true,
  format: "iife",
  target: ["es2022", "safari16"],
  define: { "process.env.NODE_ENV": '"production"' },
  legalComments: "none",
});
