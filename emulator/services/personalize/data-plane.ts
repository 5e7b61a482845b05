import type { ApiModel } from '../../core/api/model';
import { EmulatedService } from '../../core/emulated-service';
import { RestJsonProtocol } from '../../core/protocols/rest-json';
import { ServiceError } from '../../core/service';
import { REGIONS } from './regions';

/** HTTP statuses of errors, where they are not 400. Source: API models of personalize-events and personalize-runtime, read 2026-11. */
const STATUSES: Readonly<Record<string, number>> = { ResourceNotFoundException: 404, ResourceInUseException: 409 };

/** A REST API of Personalize that applications call: to get recommendations, or to send single events and records. */
export abstract class DataPlaneService extends EmulatedService {
  override readonly regions = REGIONS;
  protected readonly protocol: RestJsonProtocol;
  protected override readonly codes = {
    unknownOperation: 'UnknownOperationException',
    mistyped: 'InvalidInputException',
    invalid: 'InvalidInputException',
  };
  readonly model: ApiModel;

  /** @param model the imported JSON, to which TypeScript gives a wider type than `ApiModel` */
  constructor(model: unknown) {
    super();
    this.model = model as ApiModel;
    const bodyOfError = ({ message }: ServiceError) => ({ message });
    this.protocol = new RestJsonProtocol({ model: this.model, bodyOfError, notJson: 'InvalidInputException' });
  }
}

/** Returns an error of the management API with the HTTP status that the REST APIs give it. */
export function withStatus({ code, message }: ServiceError): ServiceError {
  return new ServiceError(code, message, STATUSES[code]);
}
