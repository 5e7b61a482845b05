import * as sdk from '@aws-sdk/client-personalize';
import { NormalizedSchema } from '@smithy/core/schema';
import type { $Schema, StaticOperationSchema } from '@smithy/types';
import { OPERATIONS, operationOf, shapeOf } from '../../../lib/personalize/api-model';
import { operationsTable } from '../../../scripts/docs/personalize-operations';
import { Testbed } from '../../support/personalize-testbed';

/** A stack without permissions. With it, each operation must be called by the command or be left out with a reason. */
const STACK = { resource: { aws_iam_role: {}, aws_iam_role_policy: {} } };

/** Operations of the installed SDK, with the schemas of their inputs. */
const SDK_INPUTS = new Map(
  Object.keys(sdk)
    .filter((name) => /^[A-Z]\w+Command$/.test(name))
    .map((name) => name.replace(/Command$/, ''))
    .map((name) => [name, (sdk as unknown as Record<string, StaticOperationSchema>)[`${name}$`]?.[4] as $Schema]),
);

const CREATES = [...SDK_INPUTS].filter(([name]) => name.startsWith('Create'));

/** Paths of the simple values in an input of the SDK, e.g. `.campaignConfig.rankingInfluence` for the values of this map. */
function sdkMembers(schema: $Schema, path = ''): readonly string[] {
  const shape = NormalizedSchema.of(schema);
  if (shape.isListSchema() || shape.isMapSchema()) return sdkMembers(shape.getValueSchema(), path);
  if (!shape.isStructSchema()) return [path];
  return Object.entries(shape.getMemberSchemas()).flatMap(([name, member]) => sdkMembers(member, `${path}.${name}`));
}

function modelMembers(name: string, path = ''): readonly string[] {
  const shape = shapeOf(name);
  if (shape.type === 'list') return modelMembers(shape.member, path);
  if (shape.type === 'map') return modelMembers(shape.value, path);
  if (shape.type !== 'structure') return [path];
  return Object.entries(shape.members).flatMap(([member, type]) => modelMembers(type, `${path}.${member}`));
}

describe('the table of operations', () => {
  it('is made from an API model with every operation of the installed SDK', () => {
    // Assess
    expect([...SDK_INPUTS.keys()].sort()).toEqual([...OPERATIONS].sort());
  });

  it.each(CREATES)('is made from an API model with every member of %s in the installed SDK', (name, input) => {
    // Act
    const members = sdkMembers(input);

    // Assess
    expect(members.length).toBeGreaterThan(1);
    expect([...members].sort()).toEqual([...modelMembers(operationOf(name).input)].sort());
  });

  it('refuses an operation that is neither called nor left out with a reason', () => {
    // Assess
    expect(() => operationsTable(STACK, ['TrainAnything'])).toThrow(
      "Operation 'TrainAnything' of Personalize is neither called nor left out",
    );
  });

  it('refuses to leave out an operation that is called', () => {
    // Prepare
    const role = { name: 'exports', assume_role_policy: '{}' };
    const policy = {
      role: '${aws_iam_role.exports.id}',
      policy: JSON.stringify({ Statement: [{ Action: 'personalize:CreateDatasetExportJob' }] }),
    };
    const stack = { resource: { aws_iam_role: { exports: role }, aws_iam_role_policy: { policy } } };

    // Assess
    expect(() => operationsTable(stack, ['CreateDatasetExportJob'])).toThrow('is left out, but called by exports');
  });

  it('lists an operation as refused only if the local AWS refuses it, with an error that names it', async () => {
    // Prepare
    const bed = new Testbed();
    const emulated = bed.service.operationNames();

    // Act
    const errors = await Promise.all(
      OPERATIONS.filter((name) => !emulated.includes(name)).map((name) =>
        bed.call(name).then(
          () => `${name} was answered`,
          (error: Error) => (error.message.includes(`does not implement ${name};`) ? undefined : error.message),
        ),
      ),
    );

    // Assess
    expect(emulated.filter((name) => !OPERATIONS.includes(name))).toEqual([]);
    expect(errors.filter((error) => error !== undefined)).toEqual([]);
  });
});
