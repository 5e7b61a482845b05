import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isTransientError } from '../../../lib/aws/transient-errors';
import { DECLARED, drawable } from '../../../simulation/faults/errors';
import { NOT_DRAWN_OF, TREATMENTS } from '../../../simulation/faults/treatments';
import { aslFiles, filled } from '../../support/asl-files';

/** Services that functions call. Functions must recognize each error that a fault draws for these services as transient. */
const CALLED_BY_FUNCTIONS = ['dynamodb', 'events', 'personalize', 's3', 'scheduler', 'sns', 'ssm'];

const services = Object.entries(DECLARED);

describe('errors of injected faults', () => {
  it.each(services)('come from a table that classifies each error that %s declares', (service, { errors }) => {
    // Act
    const treated = Object.values(TREATMENTS[service] ?? {}).flat();

    // Assess
    expect([...treated].sort()).toEqual(Object.keys(errors).sort());
  });

  it('include ConflictException for UpdateSchedule, but not for CreateSchedule, where it reports a state', () => {
    // Act
    const errors = drawable('refused', 'scheduler', 'CreateSchedule').map(({ code }) => code);

    // Assess
    expect(NOT_DRAWN_OF.CreateSchedule).toEqual(['ConflictException']);
    expect(errors).toEqual(['ThrottlingException', 'ServiceUnavailable']);
    expect(drawable('refused', 'scheduler', 'UpdateSchedule').map(({ code }) => code)).toContain('ConflictException');
  });

  it('cannot be drawn for an operation that is not in the table of declared errors', () => {
    expect(() => drawable('failed', 'dynamodb', 'TransactGetItems')).toThrow(
      'scripts/declared-errors.ts must list TransactGetItems of dynamodb',
    );
  });

  it('are known for every operation that functions call', () => {
    // Act
    const called = ['functions', 'lib'].flatMap(sourcesIn).flatMap(operationsIn);

    // Assess
    const unknown = called.filter(([service, name]) => DECLARED[service]?.operations[name] === undefined);
    expect(called.length).toBeGreaterThan(15);
    expect(unknown).toEqual([]);
  });

  it.each(services.filter(([service]) => CALLED_BY_FUNCTIONS.includes(service)))(
    'of the service %s are all transient for functions',
    (service, { operations }) => {
      // Act
      const fatal = Object.keys(operations).flatMap((operation) =>
        [...drawable('refused', service, operation), ...drawable('failed', service, operation)]
          .filter(({ code, status }) => !isTransientError(asThrown(code, status)))
          .map(({ code }) => `${operation} ${code}`),
      );

      // Assess
      expect(fatal).toEqual([]);
    },
  );

  it.each([
    ['lambda', 'Invoke', 'Lambda'],
    ['states', 'StartExecution', 'StepFunctions'],
  ])('of %s that %s declares are retried by state machines that call the service', (service, operation, prefix) => {
    // Prepare
    const declared = DECLARED[service]?.operations[operation] ?? [];
    const drawn = [...drawable('refused', service, operation), ...drawable('failed', service, operation)]
      .map(({ code }) => code)
      .filter((code) => declared.includes(code))
      .map((code) => `${prefix}.${code.replace(/(Exception)?$/, 'Exception')}`);

    // Act
    const lacking = aslFiles()
      .map(filled)
      .filter((text) => text.includes(`:states:::${service}:`))
      .flatMap((text) => drawn.filter((name) => !text.includes(`"${name}"`)));

    // Assess
    expect(drawn).not.toEqual([]);
    expect(lacking).toEqual([]);
  });
});

const ROOT = join(__dirname, '../../..');

/** Signing names of services by the names of their SDK clients, where the two differ. */
const SIGNING_NAMES: Readonly<Record<string, string>> = {
  cloudwatch: 'monitoring',
  eventbridge: 'events',
  sfn: 'states',
};

function sourcesIn(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => readFileSync(join(ROOT, folder, path), 'utf8'));
}

/** Service and operation of each command and paginator that a source imports. */
function operationsIn(source: string): (readonly [service: string, operation: string])[] {
  const imports = source.matchAll(/import \{([^}]*)\} from '@aws-sdk\/client-(\w+)'/g);
  // Clients that are imported as a whole, such as the client of Personalize.
  const wholes = source.matchAll(/import \* as (\w+) from '@aws-sdk\/client-(\w+)'/g);
  const members = [...wholes].flatMap(([, name = '', client = '']) =>
    [...source.matchAll(new RegExp(`\\b${name}\\.(\\w+)Command\\b`, 'g'))].map(
      ([, command = '']) => [SIGNING_NAMES[client] ?? client, command] as const,
    ),
  );
  const named = [...imports].flatMap(([, names = '', client = '']) =>
    [...names.matchAll(/\b(?:(\w+)Command|paginate(\w+))\b/g)].map(
      ([, command, paginated]) => [SIGNING_NAMES[client] ?? client, command ?? paginated ?? ''] as const,
    ),
  );
  return [...members, ...named];
}

function asThrown(code: string, status: number): Error {
  return Object.assign(new Error('drawn'), {
    name: code,
    $fault: status < 500 ? 'client' : 'server',
    $metadata: { httpStatusCode: status },
  });
}
