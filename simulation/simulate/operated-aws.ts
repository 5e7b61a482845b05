import type { LocalAws } from '../../emulator/local-aws';
import type { ResourceType } from '../../lib/personalize/resource-types';
import { OperatorActions } from '../faults/operator-actions';
import { BAD_ROW, CONTENTS, csv, jobConfig } from './data';
import { acceptData, rejectData } from './data-decisions';
import { csvFileKey, csvKey, datasetSections, groupName, inputKeys, isSimulated, parameterFileKey } from './names';
import { conflictingFile, parameterFile } from './parameter-file';
import { Pauses } from './pauses';
import { type ConfirmedDeletion, prune } from './prune';
import type { Edition, Group, Scenario, ScenarioStep } from './scenario';
import { desiredTasks } from './tasks';
import { chooseVersion } from './version-choices';

/** An uploaded version of a parameter file. */
export interface Upload {
  readonly group: string;
  readonly versionId: string;
  /** Content of the file; undefined if the file is invalid. */
  readonly edition: Edition | undefined;
  /** True if the file conflicts with an existing resource or with its own budget. */
  readonly isConflicting?: boolean;
  readonly key: string;
  /** True if the upload may replace a file in force under another key. */
  readonly isReplacing: boolean;
}

interface PutFile {
  readonly key: string;
  readonly edition?: Edition;
  readonly isConflicting?: boolean;
  readonly isReplacing?: boolean;
}

/** An uploaded csv of users to delete. */
export interface DeletionRequest {
  readonly group: string;
  readonly versionId: string;
  /** Content of the csv, if valid; undefined if the csv must be refused. */
  readonly text: string | undefined;
}

/** A dataset group of the scenario, and the state of its team's uploads and decisions. */
export interface Team {
  readonly name: string;
  readonly group: Group;
  /** Content of the valid file that was uploaded last. */
  edition: Edition;
  /** Number of the current content of the group's csv files and job configs. */
  data: number;
  /** Numbers of the csv files in the group's folder of interactions. */
  readonly files: Set<number>;
  /** True if the csv of interactions, or all csv in their folder, were ever removed or spoilt. Runs that needed these csv then may have failed. */
  hasSpoiltCsv: boolean;
  /** True if the csv of interactions is now missing or has a bad row. */
  isSpoilt: boolean;
  /** Time at which the group's data last changed, in epoch milliseconds. */
  changedAt: number;
  /** Number of times that an operator has accepted interactions, or tried to do so, by the fingerprint of the check. */
  readonly accepted: Map<string, number>;
  /** True if an operator has rejected interactions. From then on, the same interactions are refused. */
  hasRejected: boolean;
  /** Hours that operators have added to the budget of training hours, each with the time of the raise in epoch milliseconds. */
  readonly raises: { readonly hours: number; readonly at: number }[];
}

/** Returns a text that identifies the content of a team's csv of interactions. */
export function dataOf({ data, files }: Team): string {
  return `${data} ${[...files].sort()}`;
}

/**
 * True if an import may need a person's decision. This is possible if an operator has rejected data. It is also possible if
 * the limits in `checks` may have no earlier data to compare with, because only some editions have checks, or because a
 * person has imported data.
 */
export function mayNeedPerson(
  { uploads, scenario }: { readonly uploads: readonly Upload[]; readonly scenario: Scenario },
  { name, hasRejected }: Team,
): boolean {
  const editions = uploads.flatMap(({ group, edition }) => (group === name && edition ? [edition] : []));
  const isMixed = [true, false].every((is) => editions.some(({ checks }) => (checks === undefined) === is));
  const isManual = scenario.steps.some((step) => step.kind === 'manual' && step.action === 'importManually');
  return isMixed || hasRejected || isManual;
}

/**
 * A local AWS in which operators of several teams act. They upload files and data, decide on data and versions, raise budgets, request
 * deletions of users, deactivate tasks, confirm deletions of resources, and make manual changes.
 */
export abstract class OperatedAws {
  readonly teams: readonly Team[];
  readonly uploads: Upload[] = [];
  readonly deletionRequests: DeletionRequest[] = [];
  /** Resources whose deletion an operator has confirmed. */
  readonly confirmed: ConfirmedDeletion[] = [];
  /** ARNs of the solution versions that operators created. */
  readonly manualVersions = new Set<string>();
  readonly pauses: Pauses;
  private readonly actions: OperatorActions;
  /** Keys of the job configs that exist. */
  private readonly inputs = new Set<string>();

  /** @param machines ARNs of all state machines */
  constructor(
    readonly local: LocalAws,
    readonly scenario: Scenario,
    machines: readonly string[],
  ) {
    this.teams = scenario.groups.map((group, index) => ({
      name: groupName(index),
      group,
      edition: group.first,
      data: 0,
      files: new Set(),
      hasSpoiltCsv: false,
      isSpoilt: false,
      changedAt: local.clock.now(),
      accepted: new Map(),
      hasRejected: false,
      raises: [],
    }));
    this.pauses = new Pauses(local);
    this.actions = new OperatorActions(local, machines, isSimulated);
  }

  /** Returns the edition in a version of a parameter file; undefined if this version is invalid or unknown. */
  editionOf(versionId: string | undefined): Edition | undefined {
    return this.uploads.find((upload) => upload.versionId === versionId)?.edition;
  }

  /** Returns the resources of a type that belong to the scenario's groups. */
  ofType(type: ResourceType) {
    return this.local.personalize.snapshot().filter((resource) => resource.type === type && isOfScenario(resource));
  }

  protected abstract pass(seconds: number): Promise<void>;

  protected async take(step: ScenarioStep): Promise<void> {
    switch (step.kind) {
      case 'upload': {
        const team = this.team(step.group);
        team.edition = step.edition;
        await this.uploadNewInputs(team);
        return this.upload(team, step.otherKey, step.replaces);
      }
      case 'newData':
        return this.changeData(this.team(step.group), step.next);
      case 'changeAndBack': {
        const team = this.team(step.group);
        await this.changeData(team, step.next);
        await this.pass(step.backAfterSeconds);
        return this.changeData(team, CONTENTS - step.next);
      }
      case 'csvFile':
        return this.toggleFile(this.team(step.group), step.file);
      case 'spoilCsv':
        return this.spoilCsv(this.team(step.group), step.how);
      case 'refusedUpload':
        return this.refusedUpload(this.team(step.group));
      case 'conflictingUpload':
        return this.conflictingUpload(this.team(step.group));
      case 'acceptData':
        return acceptData(this, this.team(step.group));
      case 'rejectData':
        return rejectData(this, this.team(step.group));
      case 'raise':
        return this.raise(this.team(step.group), step.hours);
      case 'deletion':
        return this.requestDeletion(this.team(step.group), step);
      case 'pause':
      case 'resume': {
        const { name, group, edition } = this.team(step.group);
        const tasks = desiredTasks(name, group, edition);
        const task = tasks[step.task % Math.max(1, tasks.length)];
        if (task !== undefined) await this.pauses.take(step.kind, name, task.name);
        return;
      }
      case 'manual':
        return this.manual(step.action);
      case 'choose':
        return chooseVersion(this, this.team(step.group), step);
      case 'prune':
        return prune(this, this.team(step.group), this.confirmed);
      case 'nothing':
    }
  }

  private async manual(action: Parameters<OperatorActions['do']>[0]): Promise<void> {
    const before = new Set(this.ofType('solutionVersion').map(({ arn }) => arn));
    await this.actions.do(action);
    for (const { arn } of this.ofType('solutionVersion')) if (!before.has(arn)) this.manualVersions.add(arn);
  }

  private team(index: number): Team {
    const team = this.teams[index % this.teams.length];
    if (team === undefined) throw new Error(`The scenario has no group ${index}.`);
    return team;
  }

  protected async upload({ name, group, edition }: Team, otherKey = false, isReplacing = true): Promise<void> {
    const key = parameterFileKey(name, otherKey);
    const versionId = await this.put(name, parameterFile(name, group, edition), { key, edition, isReplacing });
    this.pauses.uploaded(name, desiredTasks(name, group, edition), versionId, otherKey);
  }

  private async put(
    group: string,
    text: string,
    { key, edition, isConflicting, isReplacing = true }: PutFile,
  ): Promise<string> {
    // A group's file may have two keys. If the upload may replace a file in force under the other key, it names this key.
    const replaces = encodeURIComponent(parameterFileKey(group, key === parameterFileKey(group)));
    const versionId = await this.putObject(key, text, isReplacing ? { replaces } : {});
    this.uploads.push({ group, versionId, edition, key, isReplacing, ...(isConflicting && { isConflicting }) });
    return versionId;
  }

  /** Uploads a file that conflicts with the existing schema or with its own budget. Does nothing if the schema does not exist yet. */
  private async conflictingUpload({ name, group, edition }: Team): Promise<void> {
    if (!this.ofType('schema').some((schema) => schema.name === `${name}-interactions-schema`)) return;
    const file = { key: parameterFileKey(name), edition, isConflicting: true };
    await this.put(name, conflictingFile(name, group, edition), file);
  }

  private async refusedUpload({ name }: Team): Promise<void> {
    await this.put(name, '{"datasetGroup": {}}', { key: parameterFileKey(name) });
  }

  /** Requests the deletion of a user. Each request names another user. */
  private async requestDeletion(
    { name: group }: Team,
    { file, isValid }: { file: number; isValid: boolean },
  ): Promise<void> {
    const text = `${isValid ? 'USER_ID' : 'ID'}\nuser-${this.deletionRequests.length}\n`;
    const versionId = await this.putObject(`delete/${group}/${file}.csv`, text);
    this.deletionRequests.push({ group, versionId, text: isValid ? text : undefined });
  }

  protected async changeData(team: Team, next: number): Promise<void> {
    team.data = next < CONTENTS ? (team.data + next) % CONTENTS : next;
    await this.uploadData(team);
  }

  protected async uploadData(team: Team): Promise<void> {
    const { name, group, data, files } = team;
    team.changedAt = this.local.clock.now();
    team.isSpoilt = false;
    for (const section of datasetSections(group))
      await this.putObject(csvKey(name, section), csv(section, data, group.largeCsv));
    for (const file of files) await this.putFile(team, file);
    for (const key of inputKeys(team)) await this.putInput(key, jobConfig(group, data));
  }

  /**
   * Spoils the csv of interactions: removes the csv, or replaces its content with bad content, which is always the same. If
   * the csv is already spoilt, uploads good data instead.
   */
  private async spoilCsv(team: Team, how: 'removed' | 'badRow'): Promise<void> {
    if (team.isSpoilt) return this.changeData(team, 1);
    Object.assign(team, { isSpoilt: true, hasSpoiltCsv: true, changedAt: this.local.clock.now() });
    const { aws, names } = this.local;
    const Key = csvKey(team.name, 'interactions');
    if (how === 'removed') await aws.call('s3', 'DeleteObject', { Bucket: names.dataBucket, Key });
    else await this.putObject(Key, csv('interactions', 0) + BAD_ROW);
  }

  /** Adds training hours to the budget of the current month. */
  private async raise({ name, raises }: Team, hours: number): Promise<void> {
    const at = this.local.clock.now();
    const time = new Date(at).toISOString();
    const texts = { datasetGroup: name, item: `budget#${time.slice(0, 7)}#raise#${time}#trainingHours` };
    const decision = { unit: 'trainingHours', by: 'operator', reason: 'simulated', at: time };
    const members = Object.entries({ ...texts, ...decision }).map(([member, text]) => [member, { S: text }]);
    raises.push({ hours, at });
    await this.local.aws.call('dynamodb', 'PutItem', {
      TableName: this.local.names.recordTable,
      Item: { ...Object.fromEntries(members), amount: { N: String(hours) } },
    });
  }

  private async toggleFile(team: Team, file: number): Promise<void> {
    const { name, files } = team;
    team.changedAt = this.local.clock.now();
    if (!files.delete(file)) {
      files.add(file);
      return this.putFile(team, file);
    }
    if (files.size === 0) team.hasSpoiltCsv = true;
    const { aws, names } = this.local;
    await aws.call('s3', 'DeleteObject', { Bucket: names.dataBucket, Key: csvFileKey(name, file) });
  }

  /**
   * Puts a csv into the folder of interactions. Each csv in this folder has other content, and is as large as the single
   * csv.
   */
  private async putFile({ name, group, data }: Team, file: number): Promise<void> {
    const text = csv('interactions', data + CONTENTS * (file + 1), group.largeCsv);
    await this.putObject(csvFileKey(name, file), text);
  }

  /** Uploads inputs for the batch jobs of new solutions. Must be called before the parameter file with these jobs is uploaded. */
  private async uploadNewInputs(team: Team): Promise<void> {
    for (const key of inputKeys(team))
      if (!this.inputs.has(key)) await this.putInput(key, jobConfig(team.group, team.data));
  }

  private async putInput(key: string, text: string): Promise<void> {
    await this.putObject(key, text);
    this.inputs.add(key);
  }

  private async putObject(Key: string, text: string, Metadata = {}): Promise<string> {
    const { aws, names } = this.local;
    const { VersionId } = (await aws.call('s3', 'PutObject', {
      Bucket: names.dataBucket,
      Key,
      Body: Buffer.from(text),
      Metadata,
    })) as { readonly VersionId: string };
    return VersionId;
  }
}

/**
 * True if the resource belongs to the scenario. The name of an import begins with the name of its csv, the name of a
 * deletion with `data-deletion`.
 */
function isOfScenario({ name }: { readonly name: string }): boolean {
  return isSimulated(name.replace(/^(?:interactions|items|users|data-deletion)-/, ''));
}
