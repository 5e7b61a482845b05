import type { Clock } from '../../emulator/core/clock';
import { type Call, ServiceError } from '../../emulator/core/service';
import { RESOURCE_TYPES, type ResourceType } from '../../lib/personalize/resource-types';
import type { Dice } from './dice';

type Members = Readonly<Record<string, unknown>>;

const TYPES = Object.keys(RESOURCE_TYPES) as readonly ResourceType[];

/** Eventual consistency of Personalize. For some seconds after the creation of a resource, Describe may not find it, and List may omit it. */
export class Visibility {
  /** Time at which a resource becomes visible, by ARN; epoch milliseconds. */
  private readonly visibleFrom = new Map<string, number>();

  constructor(
    private readonly clock: Clock,
    private readonly dice: Dice,
  ) {}

  async show({ operation, input }: Call, perform: () => Promise<unknown>): Promise<unknown> {
    const verb = /^(Create|Describe|List)/.exec(operation)?.[1];
    const type = TYPES.find((candidate) =>
      (['create', 'describe', 'list'] as const).some((each) => RESOURCE_TYPES[candidate][each] === operation),
    );
    if (type === undefined) return perform();
    const { arnMember, listMember } = RESOURCE_TYPES[type];
    switch (verb) {
      case 'Create':
        return this.hide(operation, arnMember, await perform());
      case 'Describe': {
        const arn = String(input[arnMember]);
        if (!this.isHidden(arn)) return perform();
        throw new ServiceError('ResourceNotFoundException', `Could not find ${arn}.`);
      }
      default:
        return this.leaveOut(listMember, arnMember, (await perform()) as Members);
    }
  }

  private hide(operation: string, arnMember: string, output: unknown): unknown {
    const arn = (output as Members)[arnMember];
    if (this.dice.strikes('notYetVisible', operation))
      this.visibleFrom.set(String(arn), this.clock.now() + this.dice.delay('visibility'));
    return output;
  }

  private leaveOut(listMember: string, arnMember: string, output: Members): Members {
    const listed = (output[listMember] ?? []) as readonly Members[];
    const shown = listed.filter((resource) => !this.isHidden(String(resource[arnMember])));
    return { ...output, [listMember]: shown };
  }

  private isHidden(arn: string): boolean {
    return (this.visibleFrom.get(arn) ?? 0) > this.clock.now();
  }
}
