import { OPERATIONS, operationOf, shapeOf as shapeOfApi } from '../../../lib/personalize/api-model';
import { contentOf } from '../../core/api/implemented-members';
import { type ApiModel, shapeName, shapeOf, structureOf } from '../../core/api/model';

/** API model of Personalize. It is the product's copy, in the format that the emulator uses for the API models of all services. */
export const API_MODEL: ApiModel = {
  operations: Object.fromEntries(OPERATIONS.map((name) => [name, operationOf(name)])),
  shapes: new Proxy({}, { get: (_target, name) => shapeOfApi(String(name)) }),
};

/**
 * Returns the paths of all input members of an operation. The emulator accepts every input member of Personalize. Some
 * members have only one effect: Describe shows them.
 */
export function everyMember(operation: string): readonly string[] {
  return Object.entries(structureOf(API_MODEL, operation, 'input').members).map(([name, member]) => {
    const { type } = contentOf(API_MODEL, shapeOf(API_MODEL, shapeName(member)));
    return type === 'structure' ? `${name}.*` : name;
  });
}
