import { existsSync, statSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import { BATCH, TRAIN } from '../../lib/aws/data-bucket-layout';
import { isJsonObject } from '../../lib/parameter-file/json-value';
import { label } from '../../lib/reconciler/inventory';
import type { Plan } from '../../lib/reconciler/plan/plan';
import { printable } from '../../lib/text/format';
import type { DeployedAws } from '../aws';
import { describeDeployment } from '../deployment-names';
import { CliFailure, WrongUsage } from '../failure';
import { isFile } from '../files-below';
import { assertOutFile, writeWhole } from '../out-file';
import type { PreparedUpload } from '../prepare-upload';
import { argument } from '../shell-text';
import { differencesOf, type Fingerprints } from './fingerprints';
import { planIn } from './plan-in';
import { sectionsOf } from './sections';

/** Version of the format of saved plans. */
const FORM = 1;

/**
 * @param path the planned file or folder
 * @param file the saved plan
 */
export function planAgain(path: string, file: string): string {
  return `Make the plan again: \`personalize-mlops plan ${argument(path)} --out ${argument(file)}\`, or apply ${argument(path)} without a saved plan.`;
}

/**
 * A plan in the form in which `plan --out` writes it: fingerprints of the plan's inputs, and the changes that the plan
 * showed.
 */
export interface SavedPlan {
  readonly personalizeMlopsPlan: number;
  /** Deployment, region and account, such as `deployment 'personalize' in us-east-1, account 123456789012`. */
  readonly deployment: string;
  /** ISO time. */
  readonly madeAt: string;
  /** The path argument of `plan`. */
  readonly path: string;
  /** Value of `--replaces`. */
  readonly replaces?: string;
  readonly fingerprints: Fingerprints;
  /** Lines about the changes, as `plan` showed them. */
  readonly changes: readonly string[];
}

type Request = Pick<SavedPlan, 'path' | 'replaces'>;

/**
 * Checks the path of `--out`. Called before the plan is made, so that a wrong path is reported at once.
 * @param planned the planned file or folder
 * @throws WrongUsage if the file's folder does not exist, if files in this folder are sent to the data bucket, or if
 * the file is neither a saved plan nor empty
 * @throws CliFailure if the path has something other than a file
 */
export async function assertPlanPath(file: string, planned: string): Promise<void> {
  assertOutFile(file);
  const data = [TRAIN, BATCH].map((folder) => join(planned, folder));
  const above = data.find((folder) => resolve(file).startsWith(`${resolve(folder)}${sep}`));
  if (above !== undefined)
    throw new WrongUsage(
      `--out ${file}: files in '${above.slice(0, -1)}' are sent to the data bucket.`,
      'Nothing was planned. Give another --out.',
    );
  const isEmpty = isFile(file) && statSync(file).size === 0;
  if (existsSync(file) && !isEmpty && (await planIn(file)) === undefined)
    throw new WrongUsage(
      `--out ${file} exists already, and is not a saved plan.`,
      'Nothing was planned. Give another --out.',
    );
}

/** @throws Error of the file system if the file cannot be written */
export async function savePlan(file: string, request: Request, prepared: PreparedUpload): Promise<void> {
  const { aws, fingerprints, plans } = prepared;
  const saved: SavedPlan = {
    personalizeMlopsPlan: FORM,
    deployment: describeDeployment(aws),
    madeAt: new Date(aws.now()).toISOString(),
    ...request,
    fingerprints,
    changes: linesOf(plans),
  };
  await writeWhole(file, `${JSON.stringify(saved, undefined, 2)}\n`);
}

/**
 * Reads a saved plan.
 * @returns undefined if the file at the path is not a saved plan
 * @throws CliFailure if the plan was saved in another format, or if an edit has broken the format
 */
export async function readSavedPlan(path: string): Promise<SavedPlan | undefined> {
  const saved = await planIn(path);
  if (saved === undefined) return undefined;
  if (saved.personalizeMlopsPlan === FORM && isWhole(saved)) return saved as unknown as SavedPlan;
  throw new CliFailure(
    `The plan in ${path} has another format: another release saved it, or it was edited.`,
    planAgain('PATH', path),
  );
}

/** True if the members that `apply` reads have the types of the members of {@link SavedPlan}. */
function isWhole(saved: Readonly<Partial<Record<keyof SavedPlan, unknown>>>): boolean {
  const { deployment, path, replaces = '', fingerprints, changes } = saved;
  if (!isJsonObject(fingerprints) || !Array.isArray(changes)) return false;
  const texts = [deployment, path, replaces, ...Object.values(fingerprints), ...changes];
  return texts.every((text) => typeof text === 'string');
}

/** @throws CliFailure if the plan was made for another deployment, region or account, or from files that are not here */
export function assertApplicable(file: string, { deployment, path }: SavedPlan, aws: DeployedAws): void {
  const place = describeDeployment(aws);
  if (deployment !== place)
    throw new CliFailure(
      `The plan in ${file} was made for ${printable(deployment)}, but this is ${place}.`,
      'Pass the --name, --region and --profile of that deployment, or plan again for this one.',
    );
  if (!existsSync(path))
    throw new CliFailure(
      `The plan in ${file} was made from '${path}', which is not in this folder.`,
      'Run the command in the folder where `plan` ran.',
    );
}

/**
 * Lines about what has changed since a plan was saved. Empty if nothing has changed.
 * @param now fingerprints of the inputs of the new plans
 */
export function outdatedBy(saved: SavedPlan, now: Fingerprints, plans: readonly Plan[]): readonly string[] {
  const lines = linesOf(plans);
  // A saved line that ends with LEFT may disappear. But a new line that ends with LEFT counts as a change below,
  // because --prune would delete a resource that the saved plan did not show.
  const gone = saved.changes.filter((line) => !lines.includes(line) && !line.endsWith(LEFT));
  return [
    ...differencesOf(saved.fingerprints, now),
    ...gone.map((line) => `not planned any more: ${line}`),
    ...lines.filter((line) => !saved.changes.includes(line)).map((line) => `not in the saved plan: ${line}`),
  ];
}

/** End of the line about a resource that the file does not have any more. */
const LEFT = ', which is not in the file any more';

/**
 * Lines about what a run changes and what `--prune` deletes. Each line begins with the dataset group. No two resources
 * have the same line.
 */
function linesOf(plans: readonly Plan[]): readonly string[] {
  return plans.flatMap((plan) => {
    const changes = sectionsOf(plan)
      .filter(({ isInformative }) => !isInformative)
      .flatMap(({ lines }) => lines)
      // These lines are left out, because a stopped recommender may be started meanwhile. If an upload would then
      // change it, there is another line.
      .filter(({ text }) => !text.startsWith('unchanged recommender '))
      .map(({ symbol, text, details = [], pointer = [] }) =>
        [`${symbol} ${text}`, ...details].concat(pointer).join('; '),
      );
    const left = plan.notInFile.map((resource) => `${label(resource)}${LEFT}`);
    return [...changes, ...left].map((line) => `${plan.datasetGroup}: ${line}`);
  });
}
