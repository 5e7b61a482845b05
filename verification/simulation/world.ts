import type { Random } from '../../local-aws/core/random';
import { answerVerbosely } from '../../local-aws/core/verbose-answers';
import { LocalAws } from '../../local-aws/local-aws';
import { VARIANTS } from '../../local-aws/services/personalize/variants';
import { RESOURCE_TYPES, type ResourceType } from '../../personalize/resource-types';
import { Faults } from '../faults/faults';
import { OperatorActions } from '../faults/operator-actions';
import { TRANSIENT } from '../faults/rates';
import { CONTENTS, csv, jobConfig } from './data';
import { ExecutionLog } from './execution-log';
import { Log } from './log';
import { csvFileKey, csvKey, datasetSections, groupName, inputKeys, isSimulated, parameterFileKey } from './names';
import { driftSettings, type Night, passNight } from './night';
import { omitMetrics } from './omitted-metrics';
import { PARAMETER_VALUES, parameterFile } from './parameter-file';
import { Pauses } from './pauses';
import { PromotionLog } from './promotion-log';
import type { Edition, Group, Scenario, Step } from './scenario';
import { StepLog } from './step-log';
import { desiredTasks } from './tasks';
import { Unmanaged } from './unmanaged';
import { chooseVersion } from './version-choices';

/** Time limit for all work to end, in milliseconds after the last step. Exceeding it means that something never ends. */
const TIMEOUT = 30 * 24 * 3600 * 1000;

/**
 * Longer than the time after which functions become inactive: then the first upload, run, stop and report meet functions that are not
 * ready.
 */
const IDLE_DAYS = 15;
/** Share of the worlds that are idle for so long after the deployment. */
const IDLE = 0.2;
/** Share of the campaigns and recommenders that get requests at a step. */
const USED = 0.3;
/** Share of the worlds that go on for some days before the last uploads. */
const WATCHED = 0.2;
const USE_DAYS = 3;

/** A version of a parameter file that somebody uploaded. */
export interface Upload {
  readonly group: string;
  readonly versionId: string;
  /** What the file asks for; undefined if it is invalid. */
  readonly edition: Edition | undefined;
}

/** A csv of users that somebody uploaded to have them deleted. */
export interface DeletionRequest {
  readonly group: string;
  readonly versionId: string;
  /** Content of a valid csv; undefined if it is to be refused. */
  readonly text: string | undefined;
}

/** A group of the scenario, from the view of its team. */
export interface Team {
  readonly name: string;
  readonly group: Group;
  edition: Edition;
  /** The current content of its csv files and job configs. */
  data: number;
  /** Numbers of the csv files in its folder of interactions. */
  readonly files: Set<number>;
  /** Whether that folder was emptied: a job that was about to read it fails. */
  hasEmptiedFolder: boolean;
}

/** A local AWS that plays a scenario and records everything that the invariants check. */
export class World {
  readonly executionLog: ExecutionLog;
  readonly promotionLog: PromotionLog;
  readonly stepLog: StepLog;
  readonly teams: readonly Team[];
  readonly uploads: Upload[] = [];
  readonly deletionRequests: DeletionRequest[] = [];
  /** Solution versions that an operator created. */
  readonly manualVersions = new Set<string>();
  readonly pauses: Pauses;
  restless = false;
  /** The daily reconciliation that was waited for. */
  night: Night | undefined;
  private readonly clients: Random;
  private readonly operator: OperatorActions;
  /** Keys of the job configs that exist. */
  private readonly inputs = new Set<string>();

  private constructor(
    readonly local: LocalAws,
    readonly scenario: Scenario,
    readonly faults: Faults,
    readonly unmanaged: Unmanaged,
    readonly log: Log,
    machines: readonly string[],
  ) {
    this.teams = scenario.groups.map((group, index) => ({
      name: groupName(index),
      group,
      edition: group.first,
      data: 0,
      files: new Set(),
      hasEmptiedFolder: false,
    }));
    this.executionLog = new ExecutionLog(local);
    this.promotionLog = new PromotionLog(local);
    this.stepLog = new StepLog(local);
    this.pauses = new Pauses(local);
    this.clients = local.aws.random.fork('clients');
    this.operator = new OperatorActions(local, machines, isSimulated);
  }

  /** @param log receives every event from now on */
  static async open(stackFile: string, seed: number, scenario: Scenario, log = new Log()): Promise<World> {
    const local = new LocalAws({ seed });
    await local.load(stackFile, {
      ...driftSettings(local.aws.random.fork('campaign drift').float()),
      parameter_values: PARAMETER_VALUES,
    });
    const chance = local.aws.random.fork('variants');
    for (const variant of VARIANTS) if (chance.float() < 0.5) local.personalize.choose(variant);
    if (chance.float() < 0.5) answerVerbosely(local.aws);
    const { stateMachines } = (await local.aws.call('states', 'ListStateMachines', {})) as {
      readonly stateMachines: readonly { readonly stateMachineArn: string }[];
    };
    const unmanaged = await Unmanaged.create(local);
    if (chance.float() < IDLE) await local.clock.advanceTo(local.clock.now() + IDLE_DAYS * 24 * 3600 * 1000);
    log.follow(local);
    const { kinds = TRANSIENT, lasting } = scenario;
    const faults = new Faults(local, {
      kinds: [...kinds, ...scenario.permanentFaults],
      ...(lasting && { lasting }),
      scale: scenario.faults,
      onFault: (kind, subject) => log.fault(kind, subject),
    });
    omitMetrics(local, scenario);
    const arns = stateMachines.map(({ stateMachineArn }) => stateMachineArn);
    return new World(local, scenario, faults, unmanaged, log, arns);
  }

  /**
   * Plays the scenario, then waits for all work to end without faults, and uploads once more.
   * @param rested called before the last uploads
   */
  async play(rested: () => Promise<void>): Promise<void> {
    for (const team of this.teams) {
      await this.uploadData(team);
      await this.upload(team);
    }
    for (const step of this.scenario.steps) {
      await this.pass(step.afterSeconds);
      this.log.note('step', JSON.stringify(step));
      await this.take(step);
    }
    await this.rest();
    this.log.note('step', 'the faults stop');
    this.faults.stop();
    await this.rest();
    await this.passUse();
    this.night = await passNight(this.local.clock, this.scenario);
    await this.rest();
    await rested();
    for (const team of this.teams) {
      if (team.edition.checks === 'refuse') team.edition = { ...team.edition, checks: 'pass' };
      await this.upload(team);
    }
    await this.rest();
  }

  /** What the parameter file of that version asks for. */
  editionOf(versionId: string | undefined): Edition | undefined {
    return this.uploads.find((upload) => upload.versionId === versionId)?.edition;
  }

  /** Resources of Personalize that belong to the scenario's groups. */
  ofType(type: ResourceType) {
    return this.local.personalize.snapshot().filter((resource) => resource.type === type && isOfScenario(resource));
  }

  async describe(type: ResourceType, arn: string): Promise<Readonly<Record<string, unknown>>> {
    const { describe, arnMember, describeMember } = RESOURCE_TYPES[type];
    const answer = (await this.local.aws.call('personalize', describe, { [arnMember]: arn })) as Readonly<
      Record<string, Readonly<Record<string, unknown>>>
    >;
    return answer[describeMember] ?? {};
  }

  private async take(step: Step): Promise<void> {
    switch (step.kind) {
      case 'upload': {
        const team = this.team(step.group);
        team.edition = step.edition;
        await this.uploadNewInputs(team);
        return this.upload(team, step.otherKey);
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
      case 'refusedUpload':
        return this.refusedUpload(this.team(step.group));
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
      case 'nothing':
    }
  }

  private async manual(action: Parameters<OperatorActions['do']>[0]): Promise<void> {
    const before = new Set(this.ofType('solutionVersion').map(({ arn }) => arn));
    await this.operator.do(action);
    for (const { arn } of this.ofType('solutionVersion')) if (!before.has(arn)) this.manualVersions.add(arn);
  }

  private team(index: number): Team {
    const team = this.teams[index % this.teams.length];
    if (team === undefined) throw new Error(`The scenario has no group ${index}.`);
    return team;
  }

  private async upload({ name, group, edition }: Team, otherKey = false): Promise<void> {
    const key = parameterFileKey(name, otherKey);
    const versionId = await this.put(name, parameterFile(name, group, edition), { key, edition });
    this.pauses.uploaded(name, desiredTasks(name, group, edition), versionId, otherKey);
  }

  private async put(
    group: string,
    text: string,
    { key, edition }: { key: string; edition?: Edition },
  ): Promise<string> {
    const versionId = await this.putObject(key, text);
    this.uploads.push({ group, versionId, edition });
    return versionId;
  }

  private async refusedUpload({ name }: Team): Promise<void> {
    await this.put(name, '{"datasetGroup": {}}', { key: parameterFileKey(name) });
  }

  /** Of a user whom no other request names. */
  private async requestDeletion(
    { name: group }: Team,
    { file, isValid }: { file: number; isValid: boolean },
  ): Promise<void> {
    const text = `${isValid ? 'USER_ID' : 'ID'}\nuser-${this.deletionRequests.length}\n`;
    const versionId = await this.putObject(`delete/${group}/${file}.csv`, text);
    this.deletionRequests.push({ group, versionId, text: isValid ? text : undefined });
  }

  private async changeData(team: Team, next: number): Promise<void> {
    team.data = (team.data + next) % CONTENTS;
    await this.uploadData(team);
  }

  private async uploadData(team: Team): Promise<void> {
    const { name, group, data, files } = team;
    for (const section of datasetSections(group))
      await this.putObject(csvKey(name, section), csv(section, data, group.largeCsv));
    for (const file of files) await this.putFile(team, file);
    for (const key of inputKeys(team)) await this.putInput(key, jobConfig(group, data));
  }

  private async toggleFile(team: Team, file: number): Promise<void> {
    const { name, files } = team;
    if (!files.delete(file)) {
      files.add(file);
      return this.putFile(team, file);
    }
    if (files.size === 0) team.hasEmptiedFolder = true;
    const { aws, names } = this.local;
    await aws.call('s3', 'DeleteObject', { Bucket: names.dataBucket, Key: csvFileKey(name, file) });
  }

  /** Puts a csv file of its own content, as large as the single one. */
  private async putFile({ name, group, data }: Team, file: number): Promise<void> {
    const text = csv('interactions', data + CONTENTS * (file + 1), group.largeCsv);
    await this.putObject(csvFileKey(name, file), text);
  }

  /** Uploads inputs for batch jobs of new solutions, before the file asks for the jobs. */
  private async uploadNewInputs(team: Team): Promise<void> {
    for (const key of inputKeys(team))
      if (!this.inputs.has(key)) await this.putInput(key, jobConfig(team.group, team.data));
  }

  private async putInput(key: string, text: string): Promise<void> {
    await this.putObject(key, text);
    this.inputs.add(key);
  }

  private async putObject(Key: string, text: string): Promise<string> {
    const { aws, names } = this.local;
    const { VersionId } = (await aws.call('s3', 'PutObject', {
      Bucket: names.dataBucket,
      Key,
      Body: Buffer.from(text),
    })) as { readonly VersionId: string };
    return VersionId;
  }

  private async pass(seconds: number): Promise<void> {
    this.sendRequests();
    await this.local.clock.advanceTo(this.local.clock.now() + seconds * 1000);
  }

  /** Some worlds go on until what serves is old enough to be called idle or used. */
  private async passUse(): Promise<void> {
    if (this.clients.float() >= WATCHED) return;
    for (let day = 0; day < USE_DAYS; day += 1) await this.pass(24 * 3600);
    await this.rest();
  }

  /** Clients use some of what serves. */
  private sendRequests(): void {
    for (const { name } of [...this.ofType('campaign'), ...this.ofType('recommender')])
      if (this.clients.float() < USED) this.local.personalize.requests.send(name, 100);
  }

  private async rest(): Promise<void> {
    const { clock } = this.local;
    if (!(await clock.advanceUntilIdle(clock.now() + TIMEOUT))) this.restless = true;
  }
}

/** Names of import jobs begin with that of their csv, those of deletions with `delete-users`. */
function isOfScenario({ name }: { readonly name: string }): boolean {
  return isSimulated(name.replace(/^(?:interactions|items|users|delete-users)-/, ''));
}
