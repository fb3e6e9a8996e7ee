import { examineApiOrigin } from './api-origin';
import type { Ask } from './ask';
import { examineBackendApi, type Fix } from './backend-api';
import type { Finding } from './finding';
import { examineFrontendApi } from './frontend-api';
import type { Configuration } from './subject';
import { examineSyncHost } from './sync-host';

/** All that was found, in the order in which it is told, and the calls that would mend some of it. */
export type Examination = { findings: Finding[]; fixes: Fix[] };

/** Examines one configuration and what it names. Nothing is changed. */
export async function examine(configuration: Configuration, ask: Ask): Promise<Examination> {
  const { subject, findings } = configuration;
  if (subject === null) return { findings, fixes: [] };
  const [backendApi, ...others] = await Promise.all([
    examineBackendApi(subject, ask),
    examineFrontendApi(subject, ask),
    // #region feature: sync-host
    examineSyncHost(subject, ask),
    // #endregion feature: sync-host
    examineApiOrigin(subject, ask),
  ]);
  return {
    findings: [...findings, ...others.flat(), ...backendApi.findings],
    fixes: backendApi.fixes,
  };
}

/** 0 if nothing is wrong, 1 otherwise. What is unknown is not wrong. */
export function exitCodeOf(findings: readonly Finding[]): 0 | 1 {
  return findings.some(({ verdict }) => verdict === 'wrong') ? 1 : 0;
}
