import { OPERATIONS, operationOf, shapeOf as shapeOfApi } from '../../../lib/personalize/api-model';
import { contentOf } from '../../core/api/honoured';
import { type ApiModel, shapeName, shapeOf, structureOf } from '../../core/api/model';

/** The product's copy of the API model, in the form of those of the other services. */
export const API_MODEL: ApiModel = {
  operations: Object.fromEntries(OPERATIONS.map((name) => [name, operationOf(name)])),
  shapes: new Proxy({}, { get: (_target, name) => shapeOfApi(String(name)) }),
};

/** Every member is honoured: what has no effect here is returned by describe operations, or refused with its value. */
export function everyMember(operation: string): readonly string[] {
  return Object.entries(structureOf(API_MODEL, operation, 'input').members).map(([name, member]) => {
    const { type } = contentOf(API_MODEL, shapeOf(API_MODEL, shapeName(member)));
    return type === 'structure' ? `${name}.*` : name;
  });
}
