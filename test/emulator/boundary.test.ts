import { type ApiModel, type Shape, shapeName, shapeOf, structureOf } from '../../emulator/core/api/model';
import { EmulatedService } from '../../emulator/core/emulated-service';
import { LocalAws } from '../../emulator/local-aws';

const SERVICES = new LocalAws({ seed: 1 }).aws.all();
const EMULATED = SERVICES.filter((service): service is EmulatedService => service instanceof EmulatedService);
const OPERATIONS = EMULATED.flatMap((service) =>
  service.operationNames().map((operation) => [service.name, operation, service] as const),
);

interface Place {
  /** Path of a member, without indexes: `Targets.Arn`. */
  readonly path: string;
  /** Input that has only this member. */
  readonly input: unknown;
}

/** Every member of an operation's input, at every level. A recursive shape is entered once. */
function places(model: ApiModel, operation: string): readonly Place[] {
  const found: Place[] = [];
  const enter = (shape: Shape, path: string, wrap: (value: unknown) => unknown, within: readonly string[]): void => {
    if (shape.type === 'list') {
      if (!within.includes(shape.member)) {
        enter(shapeOf(model, shape.member), path, (value) => wrap([value]), [...within, shape.member]);
      }
    } else if (shape.type === 'map') {
      if (!within.includes(shape.value)) {
        enter(shapeOf(model, shape.value), path, (value) => wrap({ key: value }), [...within, shape.value]);
      }
    } else if (shape.type === 'structure') {
      for (const [name, member] of Object.entries(shape.members)) {
        const at = path === '' ? name : `${path}.${name}`;
        const inner = shapeOf(model, shapeName(member));
        found.push({ path: at, input: wrap({ [name]: sample(inner) }) });
        if (within.includes(shapeName(member))) continue;
        enter(inner, at, (value) => wrap({ [name]: value }), [...within, shapeName(member)]);
      }
    }
  };
  enter(structureOf(model, operation, 'input'), '', (value) => value, []);
  return found;
}

/** A minimal value of the shape's type. */
function sample(shape: Shape): unknown {
  return {
    structure: {},
    list: [],
    map: {},
    string: 'x',
    blob: 'x',
    boolean: true,
    timestamp: 0,
    integer: 1,
    long: 1,
    double: 1,
    float: 1,
  }[shape.type];
}

function refusalOf(service: EmulatedService, operation: string, input: unknown): string {
  try {
    service.admit({ operation, input: input as Readonly<Record<string, unknown>> });
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}

function isImplemented(paths: readonly string[], path: string): boolean {
  return paths.some(
    (known) =>
      known === path ||
      known.startsWith(`${path}.`) ||
      (known.endsWith('.*') && `${path}.`.startsWith(known.slice(0, -1))),
  );
}

describe('the input check', () => {
  it('covers every service', () => {
    expect(EMULATED.map(({ name }) => name)).toEqual(SERVICES.map(({ name }) => name));
  });

  it.each(OPERATIONS)(
    'of %s accepts the members of %s that the service implements, and refuses every other member by name',
    (_name, operation, service) => {
      // Prepare
      const implemented = service.membersOf(operation);
      // The check does not read the members inside a refused member.
      const members = places(service.model, operation).filter(({ path }) => {
        const above = path.split('.').slice(0, -1).join('.');
        return above === '' || isImplemented(implemented, above);
      });

      // Act
      const wrong = members.filter(({ path, input }) => {
        const named = path.replaceAll('.', '(?:\\[0\\]|\\.key)*\\.');
        const refused = new RegExp(`does not implement (?:.*, )?${named}[ ,]`).test(
          refusalOf(service, operation, input),
        );
        return refused === isImplemented(implemented, path);
      });

      // Assess
      expect(wrong.map(({ path }) => path)).toEqual([]);
    },
  );

  it.each(OPERATIONS)('of %s refuses an input member that %s does not have in AWS', (_name, operation, service) => {
    // Act
    const refusal = refusalOf(service, operation, { NoSuchMember: 1 });

    // Assess
    expect(refusal).toMatch(new RegExp(`^The local .* does not implement NoSuchMember of ${operation}; it has: `));
  });

  it('is tested with more than 180 operations and 1,500 members', () => {
    const members = OPERATIONS.flatMap(([, operation, service]) => places(service.model, operation));
    expect(OPERATIONS.length).toBeGreaterThan(180);
    expect(members.length).toBeGreaterThan(1500);
  });
});
