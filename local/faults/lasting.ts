import { RESOURCE_TYPES, type ResourceType } from '../../personalize/resource-types';
import type { Aws } from '../aws';
import { ConnectionError } from '../connection-error';
import { alreadyExists, inUse } from '../personalize/errors';
import type { Call } from '../service';
import type { Dice } from './dice';
import type { Lasting } from './rates';

/** A fault that goes on until it is lifted. */
export interface LastingFault {
  readonly kind: Lasting;
  /** From when on, seconds after the scenario begins. */
  readonly afterSeconds: number;
  /** Of a name that is taken. */
  readonly type: ResourceType;
  /** Of `nameTaken` and `alwaysInUse`, whose: names of resources that are concerned begin with it. */
  readonly prefix: string;
}

/** Answers Personalize's calls as the fault has it, from its time on and as long as the dice roll. */
export class LastingFaults {
  private readonly since: number;

  constructor(
    private readonly aws: Aws,
    private readonly dice: Dice,
    private readonly fault: LastingFault | undefined,
  ) {
    this.since = aws.clock.now() + (fault?.afterSeconds ?? 0) * 1000;
  }

  /**
   * @returns whether the call is never answered
   * @throws ServiceError or ConnectionError in place of an answer
   */
  meet({ operation, input }: Call, subject: string): boolean {
    const { fault, dice, aws } = this;
    if (fault === undefined || !dice.isRolling || aws.clock.now() < this.since) return false;
    const name = String(input.name);
    const isConcerned = name === fault.prefix || name.startsWith(`${fault.prefix}-`);
    const creates = (type: ResourceType) => operation === RESOURCE_TYPES[type].create && isConcerned;
    switch (fault.kind) {
      case 'neverAnswers':
        dice.count(fault.kind, subject);
        return true;
      case 'noEndpoint':
        dice.count(fault.kind, subject);
        throw new ConnectionError(
          'ENOTFOUND',
          `getaddrinfo ENOTFOUND personalize.${aws.account.region}.amazonaws.com`,
        );
      case 'nameTaken':
        if (!creates(fault.type)) return false;
        dice.count(fault.kind, subject);
        throw alreadyExists(name);
      case 'alwaysInUse':
        if (!creates('dataset')) return false;
        dice.count(fault.kind, subject);
        throw inUse(`Dataset group ${String(input.datasetGroupArn)} is in use.`);
    }
  }
}
