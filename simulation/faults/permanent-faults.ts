import type { Aws } from '../../emulator/core/aws';
import { ConnectionError } from '../../emulator/core/connection-error';
import type { Call } from '../../emulator/core/service';
import { alreadyExists, inUse, limitExceeded } from '../../emulator/services/personalize/errors';
import { quotaMessage } from '../../emulator/services/personalize/quotas';
import { operationOf } from '../../lib/personalize/api-model';
import { RESOURCE_TYPES, type ResourceType } from '../../lib/personalize/resource-types';
import type { Dice } from './dice';
import { PENDING_LIMITS } from './quota-pressure';
import type { Lasting } from './rates';

/** A fault that lasts until all faults stop. */
export interface LastingFault {
  readonly kind: Lasting;
  /** Seconds between the start of the scenario and the start of the fault. */
  readonly afterSeconds: number;
  /**
   * Resource type that cannot be created (with `alwaysInUse`, neither created nor updated); one of {@link TYPES_OF} for the kind of the fault.
   * Ignored if the fault affects a whole service.
   */
  readonly type: ResourceType;
  /**
   * Name of the dataset group that `nameTaken` and `alwaysInUse` affect. The names of the group's resources begin with
   * this name.
   */
  readonly prefix: string;
  /** Signing name of the service that `neverAnswers` affects; one of {@link SILENT_SERVICES}. Default: Personalize. */
  readonly service?: string;
}

/** Services that functions call, and that can stop responding to functions. */
export const SILENT_SERVICES = ['personalize', 's3', 'sns', 'events', 'scheduler', 'states'] as const;

const EVERY_TYPE = Object.keys(RESOURCE_TYPES) as readonly ResourceType[];

/** Resource types that are identified by name. Types that files seldom contain are left out. */
const NAMED = ['datasetGroup', 'schema', 'dataset', 'filter', 'solution', 'campaign', 'recommender'] as const;

/** Resource types whose creation a fault can prevent, by the kind of the fault. */
export const TYPES_OF: Readonly<Record<Lasting, readonly ResourceType[]>> = {
  neverAnswers: NAMED,
  noEndpoint: NAMED,
  nameTaken: NAMED,
  alwaysInUse: EVERY_TYPE.filter((type) =>
    operationOf(RESOURCE_TYPES[type].create).errors.includes('ResourceInUseException'),
  ),
  quotaAlwaysReached: EVERY_TYPE.filter((type) => PENDING_LIMITS[type] !== undefined),
};

/** Applies a lasting fault to calls, from the start of the fault until all faults stop. */
export class LastingFaults {
  private readonly since: number;

  constructor(
    private readonly aws: Aws,
    private readonly dice: Dice,
    private readonly fault: LastingFault | undefined,
  ) {
    this.since = aws.clock.now() + (fault?.afterSeconds ?? 0) * 1000;
  }

  /** True if the service does not respond to functions now. Counts the fault in this case. */
  silences(service: string, subject: string): boolean {
    const { fault, dice } = this;
    if (fault?.kind !== 'neverAnswers' || (fault.service ?? 'personalize') !== service || !this.isOn()) return false;
    dice.count(fault.kind, subject);
    return true;
  }

  /**
   * Applies the fault to a call of Personalize. Has no effect for `neverAnswers`, which `silences` applies.
   * @throws ServiceError or ConnectionError instead of a response
   */
  meet({ operation, input }: Call, subject: string): void {
    const { fault, dice, aws } = this;
    if (fault === undefined || !this.isOn()) return;
    const name = String(input.name);
    const isNamed = name === fault.prefix || name.startsWith(`${fault.prefix}-`);
    const { create, update } = RESOURCE_TYPES[fault.type];
    switch (fault.kind) {
      case 'neverAnswers':
        return;
      case 'noEndpoint':
        dice.count(fault.kind, subject);
        throw new ConnectionError('ENOTFOUND', `getaddrinfo ENOTFOUND personalize.${aws.account.region}.amazonaws.com`);
      case 'nameTaken':
        if (operation !== create || !isNamed) return;
        dice.count(fault.kind, subject);
        throw alreadyExists(name);
      case 'alwaysInUse':
        if ((operation !== create && operation !== update) || !(isNamed || belongsTo(fault.prefix, input))) return;
        dice.count(fault.kind, subject);
        throw inUse(`What ${operation} needs for ${fault.prefix} is in use.`);
      case 'quotaAlwaysReached':
        if (operation !== create) return;
        dice.count(fault.kind, subject);
        throw limitExceeded(quotaMessage('pending', PENDING_LIMITS[fault.type] ?? 0));
    }
  }

  private isOn(): boolean {
    return this.dice.isRolling && this.aws.clock.now() >= this.since;
  }
}

/** True if the input has an ARN of a resource of the group, e.g. `dataset/shop/ITEMS` or `solution/shop-top` for the prefix `shop`. */
function belongsTo(prefix: string, input: Call['input']): boolean {
  return Object.entries(input).some(
    ([member, value]) =>
      /Arn$/.test(member) &&
      String(value)
        .split('/')
        .some((part) => part === prefix || part.startsWith(`${prefix}-`)),
  );
}
