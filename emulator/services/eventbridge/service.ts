import type { ApiModel } from '../../core/api/model';
import type { Aws } from '../../core/aws';
import { EmulatedService, type Operations, operation } from '../../core/emulated-service';
import { pageOf } from '../../core/paging';
import { optionalText, requiredText } from '../../core/protocols/input';
import { JsonProtocol } from '../../core/protocols/json';
import type { Random } from '../../core/random';
import { type Call, type Input, type Permission, ServiceError } from '../../core/service';
import MODEL from './api-model.json';
import { Delivery, rulesFor } from './delivery';
import {
  type Entry,
  type Envelope,
  entryError,
  entrySize,
  missingMember,
  readDetail,
  type ServiceEvent,
  toEnvelope,
} from './event';
import { busName, DEFAULT_BUS, type EventBus, type Rule } from './event-bus';
import { parsePattern } from './pattern';
import { checkTarget, type LostEvent } from './target';

const BUS_NAME = /^[/.\-_A-Za-z0-9]{1,256}$/;
const RULE_NAME = /^[.\-_A-Za-z0-9]{1,64}$/;
const MAX_ENTRIES = 10;
/** Maximum size of all entries of a request together, in bytes. */
const MAX_REQUEST_SIZE = 262_144;
const MAX_TARGETS = 5;

/** EventBridge: buses that store all events from clients, and rules that deliver events to functions, topics and queues. */
export class EventsService extends EmulatedService {
  readonly name = 'events';
  readonly model = MODEL as unknown as ApiModel;
  protected readonly title = 'EventBridge';
  protected readonly protocol = new JsonProtocol({ targetPrefix: 'AWSEvents', version: '1.1' });
  private readonly buses = new Map<string, EventBus>();
  private readonly accepted: Envelope[] = [];
  private readonly delivery: Delivery;
  private readonly random: Random;
  protected readonly operations: Operations = {
    CreateEventBus: operation(['Name', 'Description'], (input) => this.createEventBus(input)),
    DescribeEventBus: operation(['Name'], (input) => describeBus(this.bus(input.Name))),
    ListEventBuses: operation(['NamePrefix', 'NextToken', 'Limit'], (input) => this.listEventBuses(input)),
    PutEvents: operation(
      [
        'Entries.Time',
        'Entries.Source',
        'Entries.Resources',
        'Entries.DetailType',
        'Entries.Detail',
        'Entries.EventBusName',
      ],
      (input) => this.putEvents(input),
    ),
    PutRule: operation(['Name', 'EventPattern', 'State', 'Description', 'EventBusName'], (input) =>
      this.putRule(input),
    ),
    DescribeRule: operation(['Name', 'EventBusName'], (input) =>
      describeRule(this.rule(input, 'Name'), this.bus(input.EventBusName)),
    ),
    ListRules: operation(['NamePrefix', 'EventBusName', 'NextToken', 'Limit'], (input) => this.listRules(input)),
    PutTargets: operation(['Rule', 'EventBusName', 'Targets.Id', 'Targets.Arn', 'Targets.Input'], (input) =>
      this.putTargets(input),
    ),
    ListTargetsByRule: operation(['Rule', 'EventBusName', 'NextToken', 'Limit'], (input) => this.listTargets(input)),
  };

  constructor(private readonly aws: Aws) {
    super();
    this.random = aws.random.fork('events');
    this.delivery = new Delivery(aws);
    this.addBus(DEFAULT_BUS);
  }

  /** Events from clients that a bus has accepted, oldest first. */
  events(): readonly Envelope[] {
    return this.accepted;
  }

  /** Events that a rule's target refused, oldest first. */
  lostEvents(): readonly LostEvent[] {
    return this.delivery.lost();
  }

  /**
   * Publishes an event of an AWS service on the default bus. `events()` omits such events because there are very many.
   * @param make returns the event; called only if the bus has an enabled rule
   */
  publish(make: () => ServiceEvent): void {
    const bus = this.bus(DEFAULT_BUS);
    if (![...bus.rules.values()].some(({ enabled }) => enabled)) return;
    const { account, clock } = this.aws;
    const { Detail: detail, ...entry } = make();
    const event = toEnvelope(entry, detail, { id: '', now: clock.now(), account });
    // Only an event that is delivered gets a random id.
    const rules = rulesFor(bus, event);
    if (rules.length > 0) this.delivery.pass({ ...event, id: this.random.uuid() }, rules);
  }

  permissions({ operation, input }: Call): readonly Permission[] {
    const action = `events:${operation}`;
    if (operation === 'PutEvents') {
      const names = new Set(entriesOf(input).map((entry) => busName(entry.EventBusName)));
      return [...names].map((name) => ({ action, resource: this.busArn(name) }));
    }
    if (operation === 'ListEventBuses') return [{ action, resource: '*' }];
    if (operation.endsWith('EventBus')) return [{ action, resource: this.busArn(busName(input.Name)) }];
    const rule = optionalText(input, 'Rule') ?? optionalText(input, 'Name') ?? '*';
    return [{ action, resource: this.ruleArn(busName(input.EventBusName), rule) }];
  }

  private createEventBus(input: Input): unknown {
    const name = requiredText(input, 'Name');
    if (!BUS_NAME.test(name) || name === DEFAULT_BUS) throw invalid(`The event bus name '${name}' is not valid.`);
    if (this.buses.has(name)) {
      throw new ServiceError('ResourceAlreadyExistsException', `Event bus ${name} already exists.`);
    }
    const { arn, description } = this.addBus(name, optionalText(input, 'Description'));
    return { EventBusArn: arn, ...(description !== undefined && { Description: description }) };
  }

  private listEventBuses(input: Input): unknown {
    const prefix = optionalText(input, 'NamePrefix') ?? '';
    const buses = [...this.buses.values()].filter(({ name }) => name.startsWith(prefix));
    const { page, next } = paginate(buses, input);
    return { EventBuses: page.map(describeBus), NextToken: next };
  }

  private putEvents(input: Input): unknown {
    const entries = entriesOf(input);
    if (entries.length === 0 || entries.length > MAX_ENTRIES) {
      throw invalid(`Entries has ${entries.length} members; 1 to ${MAX_ENTRIES} are allowed.`);
    }
    const size = entries.reduce((sum, entry) => sum + entrySize(entry), 0);
    if (size > MAX_REQUEST_SIZE) {
      throw invalid(
        `Total size of the entries in the request is over the limit: ${size} of ${MAX_REQUEST_SIZE} bytes.`,
      );
    }
    // If no entry is complete, AWS fails the whole request. The error code is unconfirmed: `events-incomplete-request` in docs/local-aws.md.
    if (entries.every((entry) => missingMember(entry) !== undefined)) {
      throw invalid('Each entry lacks at least one of Source, DetailType and Detail.');
    }
    const results = entries.map((entry) => {
      const error = entryError(entry);
      if (error !== undefined) return error;
      return { EventId: this.accept(entry) };
    });
    return { FailedEntryCount: results.filter((result) => 'ErrorCode' in result).length, Entries: results };
  }

  /**
   * Accepts an entry and returns the id of its event. If the bus of the event does not exist, the event is dropped. What AWS does
   * in this case is unconfirmed: `events-missing-bus` in docs/local-aws.md.
   */
  private accept(entry: Entry): string {
    const { account, clock } = this.aws;
    const detail = readDetail(entry.Detail) ?? {};
    const event = toEnvelope(entry, detail, { id: this.random.uuid(), now: clock.now(), account });
    const bus = this.buses.get(busName(entry.EventBusName));
    if (bus === undefined) return event.id;
    this.accepted.push(event);
    this.delivery.pass(event, rulesFor(bus, event));
    return event.id;
  }

  private putRule(input: Input): unknown {
    const name = requiredText(input, 'Name');
    if (!RULE_NAME.test(name)) throw invalid(`The rule name '${name}' is not valid.`);
    const patternText = requiredText(input, 'EventPattern');
    const bus = this.bus(input.EventBusName);
    const description = optionalText(input, 'Description');
    const rule: Rule = {
      name,
      arn: this.ruleArn(bus.name, name),
      ...(description !== undefined && { description }),
      patternText,
      pattern: parsePattern(patternText),
      enabled: stateOf(input) === 'ENABLED',
      targets: bus.rules.get(name)?.targets ?? new Map(),
    };
    bus.rules.set(name, rule);
    return { RuleArn: rule.arn };
  }

  private listRules(input: Input): unknown {
    const bus = this.bus(input.EventBusName);
    const prefix = optionalText(input, 'NamePrefix') ?? '';
    const rules = [...bus.rules.values()].filter(({ name }) => name.startsWith(prefix));
    const { page, next } = paginate(rules, input);
    return { Rules: page.map((rule) => describeRule(rule, bus)), NextToken: next };
  }

  private putTargets(input: Input): unknown {
    const rule = this.rule(input, 'Rule');
    const targets = ((input.Targets ?? []) as readonly Readonly<Record<string, unknown>>[]).map(checkTarget);
    const ids = new Set([...rule.targets.keys(), ...targets.map(({ Id }) => Id)]);
    if (ids.size > MAX_TARGETS) {
      throw new ServiceError(
        'LimitExceededException',
        `The rule '${rule.name}' would have ${ids.size} targets; ${MAX_TARGETS} are allowed.`,
      );
    }
    for (const target of targets) rule.targets.set(target.Id, target);
    return { FailedEntryCount: 0, FailedEntries: [] };
  }

  private listTargets(input: Input): unknown {
    const { page, next } = paginate([...this.rule(input, 'Rule').targets.values()], input);
    return { Targets: page, NextToken: next };
  }

  private addBus(name: string, description?: string): EventBus {
    const bus: EventBus = {
      name,
      arn: this.busArn(name),
      ...(description !== undefined && { description }),
      created: new Date(this.aws.clock.now()),
      rules: new Map(),
    };
    this.buses.set(name, bus);
    return bus;
  }

  private bus(nameOrArn: unknown): EventBus {
    const name = busName(nameOrArn);
    const bus = this.buses.get(name);
    if (bus === undefined) {
      throw new ServiceError('ResourceNotFoundException', `Event bus ${name} does not exist.`);
    }
    return bus;
  }

  private rule(input: Input, member: 'Name' | 'Rule'): Rule {
    const bus = this.bus(input.EventBusName);
    const name = requiredText(input, member);
    const rule = bus.rules.get(name);
    if (rule === undefined) {
      throw new ServiceError('ResourceNotFoundException', `Rule ${name} does not exist on EventBus ${bus.name}.`);
    }
    return rule;
  }

  private busArn(name: string): string {
    return this.aws.arn('events', `event-bus/${name}`);
  }

  /** Returns a rule's ARN. The ARN contains the name of the bus, except for the default bus. */
  private ruleArn(bus: string, rule: string): string {
    return this.aws.arn('events', bus === DEFAULT_BUS ? `rule/${rule}` : `rule/${bus}/${rule}`);
  }
}

/** Maximum number of items on a page. Source: API reference of ListRules, 2026-11. */
const PAGE_SIZE = 100;

function paginate<T>(items: readonly T[], { NextToken: token, Limit: limit }: Input) {
  const invalidToken = (text: string) => invalid(`The NextToken '${text}' is not valid.`);
  return pageOf(items, { token, size: Number(limit ?? PAGE_SIZE), invalidToken });
}

/**
 * @throws ServiceError ValidationException for ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS, because CloudTrail's
 * events are not emulated
 */
function stateOf({ State: state = 'ENABLED' }: Input): 'ENABLED' | 'DISABLED' {
  if (state === 'ENABLED' || state === 'DISABLED') return state;
  throw invalid(`State must be ENABLED or DISABLED in the local EventBridge, not ${state}.`);
}

function entriesOf(input: Input): readonly Entry[] {
  return (input.Entries ?? []) as readonly Entry[];
}

function describeBus({ name, arn, description, created }: EventBus): unknown {
  return { Name: name, Arn: arn, Description: description, CreationTime: created, LastModifiedTime: created };
}

function describeRule(rule: Rule, bus: EventBus): unknown {
  return {
    Name: rule.name,
    Arn: rule.arn,
    EventPattern: rule.patternText,
    State: rule.enabled ? 'ENABLED' : 'DISABLED',
    Description: rule.description,
    EventBusName: bus.name,
  };
}

function invalid(message: string): ServiceError {
  return new ServiceError('ValidationException', message);
}
