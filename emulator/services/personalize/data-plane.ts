import type { ApiModel } from '../../core/api/model';
import { EmulatedService } from '../../core/emulated-service';
import { RestJsonProtocol } from '../../core/protocols/rest-json';
import { ServiceError } from '../../core/service';
import { REGIONS } from './regions';

/**
 * HTTP statuses by error code. All other errors have status 400. Source: API models of personalize-events and personalize-runtime, read
 * 2026-11.
 */
const STATUSES: Readonly<Record<string, number>> = { ResourceNotFoundException: 404, ResourceInUseException: 409 };

/** A REST API that applications call: Personalize Runtime for recommendations, or Personalize Events for single events and records. */
export abstract class DataPlaneService extends EmulatedService {
  override readonly regions = REGIONS;
  protected readonly protocol: RestJsonProtocol;
  protected override readonly codes = {
    unknownOperation: 'UnknownOperationException',
    mistyped: 'InvalidInputException',
    invalid: 'InvalidInputException',
  };
  readonly model: ApiModel;

  /**
   * @param model content of `api-model.json`. Its type is `unknown`, because TypeScript infers a wider type than `ApiModel` for imported
   * JSON
   */
  constructor(model: unknown) {
    super();
    this.model = model as ApiModel;
    const bodyOfError = ({ message }: ServiceError) => ({ message });
    this.protocol = new RestJsonProtocol({ model: this.model, bodyOfError, notJson: 'InvalidInputException' });
  }
}

/** Returns a copy of an error of the management API, with the HTTP status that this error has in the REST APIs. */
export function withStatus({ code, message }: ServiceError): ServiceError {
  return new ServiceError(code, message, STATUSES[code]);
}
