import { type BuildFile, textOf } from './build-file';
import type { Explanation } from './explanations';
import type { Finding } from './finding';
import { scanScript } from './scan-script';

/**
 * What the scripts of a build could load or make code with and nobody has explained. An explanation
 * holds for an exact number of places: one more is a finding, and so is one less, lest an explanation
 * outlive what it explained and cover something new.
 */
export function auditScripts(
  files: readonly BuildFile[],
  explanations: readonly Explanation[],
): Finding[] {
  const findings: Finding[] = [];
  const seen = new Map<Explanation, number>();
  for (const file of files) {
    if (!/\.[cm]?js$/.test(file.path)) continue;
    for (const { rule, excerpt } of scanScript(textOf(file))) {
      const explanation = explanations.find((e) => e.rule === rule && e.near.test(excerpt));
      const count = explanation ? (seen.get(explanation) ?? 0) + 1 : 0;
      if (explanation) seen.set(explanation, count);
      if (!explanation || count > explanation.count) {
        findings.push({ rule, file: file.path, what: `unexplained: …${excerpt}` });
      }
    }
  }
  for (const explanation of explanations) {
    const count = seen.get(explanation) ?? 0;
    if (count >= explanation.count) continue;
    findings.push({
      rule: 'stale-explanation',
      what: `${explanation.rule} ${explanation.near} explains ${explanation.count}, the build has ${count}`,
    });
  }
  return findings;
}
