import type { Answer, BrokenCheck } from '../../functions/ensure-resources/answer';
import { type LoopServices, wakeUp } from '../../functions/ensure-resources/loop';
import { RunLocks } from '../../functions/ensure-resources/run-locks';
import type { StepProgress, WorkPoll, WorkState } from '../../functions/ensure-resources/work-poll';
import { recordsOf } from '../../functions/shared/records';
import type { Workflow } from '../../lib/parameter-file/workflows';
import type { StepOptions, WorkItem, WorkLock } from '../../lib/reconciler/work/work-item';
import { LOCKS, lockIn } from '../../lib/reconciler/work/work-locks';
import { heldLock } from '../../lib/record-table/locks';
import type { RecordedProgress } from '../../lib/record-table/progress';
import { recordTable } from './record-table';

const GROUP = 'shop';
/** ARNs of the run of a {@link LoopWorld}, and of another run. */
export const OWN = 'arn:run:own';
export const OTHER = 'arn:run:other';

const START = Date.UTC(2026, 0, 5);

/** Result of an item's poll. An error is thrown, and a function is called. */
export type Reply = WorkPoll | Error | (() => WorkPoll | Promise<WorkPoll>);

type Known = RecordedProgress<WorkState>;

/** A work item for a resource. Default: for a campaign, without a lock, and after no other item. */
export function item(id: string, { stepOptions, type = 'campaign', continues, ...more }: ItemOptions = {}): WorkItem {
  const work = {
    kind: 'RESOURCE',
    resource: { type, pointer: `/${id}`, name: id, request: {} },
    ...(stepOptions ?? { until: 'ACTIVE' }),
    ...(continues !== undefined && { continues }),
  } as const;
  return { id, title: `title of ${id}`, work, after: [], afterEnd: [], ...more };
}

interface ItemOptions extends Partial<Pick<WorkItem, 'after' | 'afterEnd' | 'lock' | 'work'>> {
  readonly type?: 'campaign' | 'solution' | 'solutionVersion' | 'datasetImportJob';
  readonly stepOptions?: StepOptions;
  readonly continues?: string;
}

/** Items for a solution, the start of its training, its version and a campaign, with the locks that an upload uses. */
export function solutionItems(name: string, after: readonly string[] = []): readonly WorkItem[] {
  const lock = LOCKS.solution(name);
  return [
    item(`${name}`, { type: 'solution', after, lock }),
    item(`${name} start`, {
      type: 'solutionVersion',
      stepOptions: { until: 'STARTED' },
      after: [name],
      lock: LOCKS.dataForTraining,
    }),
    item(`${name} version`, { type: 'solutionVersion', after: [`${name} start`], continues: `${name} start`, lock }),
    item(`${name} campaign`, { after: [`${name} version`], lock }),
  ];
}

/** Loop of a run over a list of work, with locks in a local record table, progress in memory, virtual time, and scripted polls. */
export class LoopWorld {
  /** Events in order: `poll <id>`, `acquire <lock>`, `no <lock>`, `release <lock>`, `write <id> <status>`. */
  readonly log: string[] = [];
  /** Progress that each poll got, by item id. */
  readonly given = new Map<string, StepProgress[]>();
  readonly store = new Map<string, Known>();
  /** Replies to the polls of each item. The last one repeats; the default is READY. */
  readonly replies: Record<string, Reply[]> = {};
  /** Runs that have not ended, besides this one. */
  readonly running = new Set([OTHER]);
  /** Called before each write of progress. If it throws, the wake-up is interrupted. */
  beforeWrite: (id: string, progress: StepProgress) => void = () => undefined;
  /** Called before each release of a lock. If it throws, the wake-up is interrupted. */
  beforeRelease: (lock: WorkLock) => void = () => undefined;
  private milliseconds = START;
  private wakeUps = 0;

  private constructor(
    private readonly list: readonly WorkItem[],
    readonly workflow: Workflow,
    private readonly place: Awaited<ReturnType<typeof recordTable>>,
  ) {}

  static async of(list: readonly WorkItem[], workflow: Workflow = 'personalize-workflow'): Promise<LoopWorld> {
    return new LoopWorld(list, workflow, await recordTable());
  }

  get now(): Date {
    return new Date(this.milliseconds);
  }

  get seconds(): number {
    return (this.milliseconds - START) / 1000;
  }

  pass(seconds: number): void {
    this.milliseconds += seconds * 1000;
  }

  /** Begins another wake-up, which does nothing. An earlier wake-up is then no longer the newest one of the run. */
  beginOther(): void {
    this.wakeUps += 1;
  }

  async wakeUp(broken: readonly BrokenCheck[] = []): Promise<Answer> {
    const locks = this.locksOf(OWN);
    this.wakeUps += 1;
    const own = this.wakeUps;
    const services: LoopServices = {
      progress: {
        of: async () => new Map(this.store),
        write: async (id, progress, before) => this.write(id, progress, before),
      },
      locks: {
        acquire: async (lock, since, now) => {
          const answer = await locks.acquire(lock, since, now);
          this.log.push(`${answer.held ? 'acquire' : 'no'} ${nameOf(lock)}`);
          return answer;
        },
        release: async (lock, now) => {
          this.beforeRelease(lock);
          if ((await this.holders(lock)).includes(OWN)) this.log.push(`release ${nameOf(lock)}`);
          await locks.release(lock, now);
        },
      },
      poll: async ({ id }, before) => {
        this.log.push(`poll ${id}`);
        this.given.set(id, [...(this.given.get(id) ?? []), before]);
        const replies = this.replies[id] ?? [];
        const reply = (replies.length > 1 ? replies.shift() : replies[0]) ?? { status: 'READY' };
        if (reply instanceof Error) throw reply;
        return typeof reply === 'function' ? reply() : reply;
      },
      isNewest: async () => own === this.wakeUps,
      clock: () => this.now,
    };
    return wakeUp(this.list, services, broken);
  }

  /**
   * Wakes up until the run ends, but at most `wakeUps` times.
   * @returns the answer that ends the run, or the answer of the last wake-up
   */
  async run(wakeUps = 100): Promise<Answer> {
    for (let left = wakeUps; ; left--) {
      const answer = await this.wakeUp();
      if (left === 1 || answer.status === 'READY' || answer.status === 'FAILED') return answer;
      this.pass(answer.waitSeconds ?? 0);
    }
  }

  /** Lets another run try to acquire a lock. */
  async otherAcquires(lock: WorkLock): Promise<boolean> {
    return (await this.locksOf(OTHER).acquire(lock, this.now, this.now)).held;
  }

  async otherReleases(lock: WorkLock): Promise<void> {
    await this.locksOf(OTHER).release(lock, this.now);
  }

  async holders(lock: WorkLock): Promise<readonly string[]> {
    return (await heldLock(this.place.table, lockIn(GROUP, lock)))?.holders ?? [];
  }

  /** Returns the events whose first word is one of `words`, since the last call of this method. */
  happened(...words: readonly string[]): readonly string[] {
    return this.log.splice(0).filter((entry) => words.includes(entry.split(' ')[0] ?? ''));
  }

  private locksOf(run: string): RunLocks {
    const executions = { isRunning: async (arn: string) => arn === OWN || this.running.has(arn) };
    const holder = { run, execution: `${run}:work` };
    return new RunLocks(
      { holder, id: run, datasetGroup: GROUP, workflow: this.workflow },
      recordsOf(this.place.table, 30, executions),
    );
  }

  private write(id: string, progress: StepProgress, before: Known | undefined): Known | undefined {
    this.beforeWrite(id, progress);
    if (this.store.get(id)?.revision !== before?.revision) return undefined;
    this.log.push(`write ${id} ${progress.status}`);
    const written = { ...progress, revision: (before?.revision ?? 0) + 1 };
    this.store.set(id, written);
    return written;
  }
}

function nameOf({ item: name, mode }: WorkLock): string {
  return `${name.replace('lock#', '')}${mode === 'SHARED' ? ' (shared)' : ''}`;
}
