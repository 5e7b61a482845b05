import type { Random } from '../../emulator/core/random';
import { answerVerbosely } from '../../emulator/core/verbose-answers';
import { LocalAws } from '../../emulator/local-aws';
import { VARIANTS } from '../../emulator/services/personalize/variants';
import { forecastPeriod, type Period } from '../../lib/personalize/billing-month';
import { RESOURCE_TYPES, type ResourceType } from '../../lib/personalize/resource-types';
import { Faults } from '../faults/faults';
import { OTHER_FILTER } from '../faults/operator-actions';
import { TRANSIENT } from '../faults/rates';
import { ExecutionLog } from './execution-log';
import { InForceLog } from './in-force-log';
import { Log } from './log';
import { type MailSettings, mailSettings } from './mail-settings';
import { type DriftSetting, driftSetting, type Night, passNight } from './night';
import { omitMetrics } from './omitted-metrics';
import { mayNeedPerson, OperatedAws, type Team } from './operated-aws';
import { PARAMETER_VALUES } from './parameter-file';
import { PromotionLog } from './promotion-log';
import { workQuickly } from './quick-work';
import type { Scenario } from './scenario';
import { Unmanaged } from './unmanaged';

/** Maximum milliseconds of each wait until all work has ended. */
const TIMEOUT = 30 * 24 * 3600 * 1000;

/**
 * Number of days for which a world is idle, so that functions are inactive: Lambda makes them inactive after 14 days. The first upload, run
 * and stop then find functions that are not ready. The two nightly functions stay active.
 */
const IDLE_DAYS = 15;
/** Share of the worlds without `isQuick` that are idle for `IDLE_DAYS` after the deployment. */
const IDLE = 0.2;
/** Share of the campaigns and recommenders that get requests at each step. */
const USED = 0.3;
/** Number of a csv content. No step uploads this content. */
const UNUSED_CONTENT = 100;
/** Share of the worlds without `isQuick` that continue for `USE_DAYS` before the last uploads. */
const WATCHED = 0.2;
const USE_DAYS = 3;

/** Share of the deployments that allow uploads to delete resources. */
const DELETING = 0.5;

/** Returns the value of the Terraform variable `allow_deletions`, which is drawn from the seed. */
export function allowsDeletions({ aws }: LocalAws): boolean {
  return aws.random.fork('allow deletions').float() < DELETING;
}

/** A local AWS that plays a scenario and records everything that the invariants check. */
export class World extends OperatedAws {
  readonly executionLog: ExecutionLog;
  readonly promotionLog: PromotionLog;
  readonly inForceLog: InForceLog;
  /** True if work was still in progress after the timeout. */
  restless = false;
  /** Time immediately before the last uploads, in epoch milliseconds. */
  restedAt = 0;
  /** Nightly reconciliation for which the world waited. */
  night: Night | undefined;
  /** Thirty days of a scenario that lasts a month; undefined for other scenarios. */
  month: Period | undefined;
  private readonly clients: Random;

  private constructor(
    local: LocalAws,
    scenario: Scenario,
    readonly faults: Faults,
    readonly unmanaged: Unmanaged,
    readonly log: Log,
    /** Value of the Terraform variable `drift`. */
    readonly drift: DriftSetting,
    /** Value of the Terraform variable `notify_on`. The next parameter is the value of `digest`. */
    readonly notifyOn: MailSettings['notify_on'],
    readonly digest: MailSettings['digest'],
    machines: readonly string[],
  ) {
    super(local, scenario, machines);
    this.executionLog = new ExecutionLog(local);
    this.promotionLog = new PromotionLog(local);
    this.inForceLog = new InForceLog(local);
    this.clients = local.aws.random.fork('clients');
  }

  /** Deploys the stack in a new local AWS. @param log log to which later events are written */
  static async open(stackFile: string, seed: number, scenario: Scenario, log = new Log()): Promise<World> {
    const local = new LocalAws({ seed });
    local.personalize.drawMetrics();
    const drift = driftSetting(local.aws.random.fork('campaign drift').float());
    const mails = mailSettings(local.aws.random.fork('mails'));
    await local.load(stackFile, {
      allow_deletions: allowsDeletions(local),
      drift,
      ...mails,
      parameter_values: PARAMETER_VALUES,
      publish_parameters: true,
    });
    const chance = local.aws.random.fork('variants');
    for (const variant of VARIANTS) if (chance.float() < 0.5) local.personalize.choose(variant);
    if (chance.float() < 0.5) answerVerbosely(local.aws);
    const { stateMachines } = (await local.aws.call('states', 'ListStateMachines', {})) as {
      readonly stateMachines: readonly { readonly stateMachineArn: string }[];
    };
    const unmanaged = await Unmanaged.create(local);
    if (chance.float() < IDLE && !scenario.isQuick)
      await local.clock.advanceTo(local.clock.now() + IDLE_DAYS * 24 * 3600 * 1000);
    log.follow(local);
    const { kinds = TRANSIENT, lasting } = scenario;
    const faults = new Faults(local, {
      kinds: [...kinds, ...scenario.permanentFaults],
      ...(lasting && { lasting }),
      scale: scenario.faults,
      onFault: (kind, subject) => log.fault(kind, subject),
    });
    omitMetrics(local, scenario);
    if (scenario.isQuick) workQuickly(local);
    const arns = stateMachines.map(({ stateMachineArn }) => stateMachineArn);
    return new World(local, scenario, faults, unmanaged, log, drift, mails.notify_on, mails.digest, arns);
  }

  /**
   * Plays the scenario, and waits until all work has ended. Then stops the faults, waits again, perhaps for some days and a night, and uploads
   * each team's last file once more, without its budget and without checks that refuse data. At last, waits until this work has ended too.
   * @param rested called before the last uploads
   */
  async play(rested: () => Promise<void>): Promise<void> {
    if (this.scenario.lastsMonth) this.month = forecastPeriod(this.local.clock.now());
    for (const team of this.teams) {
      await this.uploadData(team);
      await this.upload(team);
    }
    for (const step of this.scenario.steps) {
      await this.pass(step.afterSeconds);
      this.log.note('step', JSON.stringify(step));
      await this.take(step);
    }
    if (this.month) await this.local.clock.advanceTo(this.month.to);
    await this.rest();
    // While a quota stays reached or resources stay in use, a scheduled run may be waiting at any time. Another invariant
    // limits each wait.
    if (['quotaAlwaysReached', 'alwaysInUse'].includes(this.scenario.lasting?.kind ?? '')) this.restless = false;
    this.log.note('step', 'the faults stop');
    this.faults.stop();
    await this.rest();
    await this.passUse();
    const hasLostEvents = (this.faults.counts().get('busEventLost') ?? 0) > 0;
    this.night = await passNight(this.local.clock, this.scenario, hasLostEvents);
    await this.rest();
    await this.deleteOtherFilters();
    await rested();
    this.restedAt = this.local.clock.now();
    for (const team of this.teams) {
      await this.allowImport(team);
      const { trainingHours: _, ...unlimited } = team.edition;
      team.edition = unlimited;
      await this.upload(team);
    }
    await this.rest();
  }

  /** Deletes the filters that operators have created. Every file with a filter of the same name would conflict with such a filter. */
  private async deleteOtherFilters(): Promise<void> {
    for (const { arn: filterArn } of this.ofType('filter')) {
      const { filterExpression } = await this.describe('filter', filterArn);
      if (filterExpression === OTHER_FILTER) await this.local.aws.call('personalize', 'DeleteFilter', { filterArn });
    }
    await this.rest();
  }

  /** Changes the team's data or checks, so that the last data can be imported without a person who corrects or accepts them. */
  private async allowImport(team: Team): Promise<void> {
    const { checks } = team.edition;
    if (team.isSpoilt) await this.uploadData(team);
    if (team.hasRejected) await this.changeData(team, UNUSED_CONTENT);
    if (checks !== undefined && mayNeedPerson(this, team)) team.edition = { ...team.edition, checks: 'notify' };
    else if (checks === 'refuse') team.edition = { ...team.edition, checks: 'pass' };
  }

  async describe(type: ResourceType, arn: string): Promise<Readonly<Record<string, unknown>>> {
    const { describe, arnMember, describeMember } = RESOURCE_TYPES[type];
    const answer = (await this.local.aws.call('personalize', describe, { [arnMember]: arn })) as Readonly<
      Record<string, Readonly<Record<string, unknown>>>
    >;
    return answer[describeMember] ?? {};
  }

  protected async pass(seconds: number): Promise<void> {
    this.sendRequests();
    await this.local.clock.advanceTo(this.local.clock.now() + seconds * 1000);
  }

  /** Lets some days pass in some worlds, until serving resources are old enough to be reported as idle or used. */
  protected async passUse(): Promise<void> {
    if (this.scenario.isQuick || this.clients.float() >= WATCHED) return;
    for (let day = 0; day < USE_DAYS; day += 1) await this.pass(24 * 3600);
    await this.rest();
  }

  /** Sends requests to some of the campaigns and recommenders. */
  private sendRequests(): void {
    for (const { name } of [...this.ofType('campaign'), ...this.ofType('recommender')])
      if (this.clients.float() < USED) this.local.personalize.requests.send(name, 100);
  }

  private async rest(): Promise<void> {
    const { clock } = this.local;
    if (!(await clock.advanceUntilIdle(clock.now() + TIMEOUT))) this.restless = true;
  }
}
