import { undefinedOn } from '../../aws/undefined-on';
import { isFailed } from '../../personalize/statuses';
import type { DataStatistics } from '../../record-table/data-statistics';
import { importsOf } from '../account/imports-of';
import type { Description } from '../account/personalize-api';
import { MissingInput } from '../errors';
import { CLOCK_SKEW, datasetOf, type Step } from '../step';
import { ownDatasetArn } from './dataset';
import { csvOf, planCheck } from './import-check-plan';
import { hasFingerprint } from './job-name';

/**
 * Ends a person's acceptance of data that were not imported, if the csv, the items or the checks have changed since the
 * acceptance. If the same csv are uploaded again later, they are refused.
 */
export async function endAcceptances(step: Step): Promise<void> {
  const { csvName } = datasetOf(step);
  const { name } = step.state.datasetGroup;
  const known = await step.dataStatistics.of(name, csvName);
  if (!known.some(isByPerson)) return;
  const current = await undefinedOn(checkFingerprint(step), MissingInput);
  const over = new Set<DataStatistics>();
  for (const check of known.filter(isByPerson))
    if (check.fingerprint !== current && (await importSince(step, check)) === undefined) over.add(check);
  // If a person rejects data at the same time, `replace` changes nothing, and the next run ends the acceptances.
  if (over.size > 0)
    await step.dataStatistics.replace(
      name,
      csvName,
      known,
      known.map((check) => (over.has(check) ? refused(check) : check)),
    );
}

/** True if a person has accepted data that the check refused. */
export function isByPerson({ verdict, decision }: DataStatistics): boolean {
  return verdict === 'ACCEPTED' && decision !== undefined;
}

/**
 * True if a person has accepted the data, an import of these data has begun since, and other data were imported later.
 * An acceptance counts for one import, so these data need a new check if they are uploaded again.
 * @param fingerprints fingerprints of imports of these data
 */
export async function isUsedUp(
  step: Pick<Step, 'state' | 'resource' | 'scope' | 'personalize'>,
  check: DataStatistics,
  fingerprints: readonly string[],
): Promise<boolean> {
  if (!isByPerson(check) || (await importSince(step, check)) === undefined) return false;
  const name = String((await newestImport(step))?.jobName);
  return !fingerprints.some((each) => hasFingerprint(name, each));
}

/** The newest import of the step's dataset that has not failed; undefined if there is none. */
export async function newestImport(
  step: Pick<Step, 'state' | 'resource' | 'scope' | 'personalize'>,
): Promise<Description | undefined> {
  const imports = await importsOf(step.personalize, ownDatasetArn(step));
  return imports.find(({ status = '' }) => !isFailed(status));
}

/**
 * The newest import of the accepted data that began after the acceptance and has not failed; undefined if there is
 * none.
 */
export async function importSince(
  step: Pick<Step, 'state' | 'resource' | 'scope' | 'personalize'>,
  { checkedAt, importFingerprint }: DataStatistics,
): Promise<Description | undefined> {
  const since = Date.parse(checkedAt) - CLOCK_SKEW;
  const imports = await importsOf(step.personalize, ownDatasetArn(step));
  return imports.find(
    ({ jobName, creationDateTime, status = '' }) =>
      !isFailed(status) && hasFingerprint(String(jobName), importFingerprint) && Number(creationDateTime ?? 0) >= since,
  );
}

function refused({ decision: _, ...check }: DataStatistics): DataStatistics {
  return { ...check, verdict: 'REFUSED' };
}

/** Fingerprint of the check that the current csv need; undefined if there are no csv. */
async function checkFingerprint(step: Step): Promise<string | undefined> {
  const dataset = datasetOf(step);
  const data = await csvOf(step, dataset);
  return data && (await planCheck(step, dataset, data)).fingerprint;
}
