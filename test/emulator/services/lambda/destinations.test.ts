import { permissionFor } from '../../../../emulator/services/lambda/destinations';

describe('permissionFor', () => {
  it.each(['lambda', 'constructor'])(
    "returns undefined for a destination in the unsupported service '%s'",
    (service) => {
      // Act
      const permission = permissionFor(`arn:aws:${service}:us-east-1:123456789012:name`);

      // Assess
      expect(permission).toBeUndefined();
    },
  );
});
