// Scores of Lighthouse: node lighthouse.mjs CHROMIUM CATEGORIES FORM ADDRESS…  One line of JSON for each address.
import * as launcher from "chrome-launcher";
import lighthouse, { desktopConfig } from "lighthouse";

const [chromePath, categories, form, ...addresses] = process.argv.slice(2);
const config = form === "desktop" ? desktopConfig : undefined;

async function judged(address, tries = 3) {
  // A browser of its own for each page: a trace now and then fails to begin in one that has shown others.
  const chrome = await launcher.launch({ chromePath, chromeFlags: ["--headless=new", "--no-sandbox", "--disable-gpu"] });
  try {
    const flags = { port: chrome.port, onlyCategories: categories.split(","), logLevel: "error" };
    const { lhr } = await lighthouse(address, flags, config);
    return lhr.runtimeError && tries > 1 ? await judged(address, tries - 1) : lhr;
  } finally {
    chrome.kill();
  }
}

for (const address of addresses) {
  const lhr = await judged(address);
  const scores = Object.values(lhr.categories).map(({ id, score }) => [id, Math.round(100 * score)]);
  const lost = Object.values(lhr.categories).flatMap(({ auditRefs }) => auditRefs)
    .filter(({ id, weight }) => weight && lhr.audits[id].score !== null && lhr.audits[id].score < 1)
    .map(({ id }) => `${id} ${lhr.audits[id].displayValue ?? ""}`.trim());
  console.log(JSON.stringify({ address, scores: Object.fromEntries(scores), lost }));
}
