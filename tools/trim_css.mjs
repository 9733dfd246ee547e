// Keep those rules of a style sheet whose classes occur in our templates and Python.
// Usage: node tools/trim_css.mjs SHEET FOLDER; prints the trimmed sheet.
import { PurgeCSS } from "purgecss";

const [sheet, folder] = process.argv.slice(2);
const [result] = await new PurgeCSS().purge({
  content: [`${folder}/**/*.html`, `${folder}/**/*.py`],
  css: [sheet],
  defaultExtractor: (text) => text.match(/[\w-]+/g) ?? [],
  variables: false,
});
process.stdout.write(result.css);
